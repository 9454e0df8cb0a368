import { beforeAll, describe, expect, it } from 'vitest';
import { checkAudit, exportAudit, listAudit, listAuditPeople } from '@/lib/accounts/audit';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { type Cast, people, person, publishedArticle } from '@/lib/revisions/testing';

useDatabase();

let cast: Cast;
let rosa: Actor;

beforeAll(async () => {
  cast = await people();
  rosa = await person('=Rosa, "R."', 'admin');
  await publishedArticle(cast);
});

const textOf = (file: { body: Uint8Array }) => new TextDecoder().decode(file.body);

describe('the audit log', () => {
  it('shows the newest first, page by page, each entry once', async () => {
    const seen: number[] = [];
    for (let below: number | undefined; ;) {
      const { lines, next } = await listAudit(rosa, {}, below);
      seen.push(...lines.map(({ id }) => id));
      if (next === null) break;
      below = next;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at));
    expect(await checkAudit(rosa)).toEqual({ checked: seen.length, broken: null });
  });

  it('is narrowed by person, action, subject and day', async () => {
    const { lines: published } = await listAudit(rosa, { action: 'publish' });
    const [entry] = published;
    expect(entry).toMatchObject({ action: 'publish', subjectType: 'revision' });
    expect(published.every(({ action }) => action === 'publish')).toBe(true);
    const day = entry?.at.slice(0, 10) ?? '';
    const narrow = { action: 'publish', subject: entry?.subjectId, since: day, until: day };
    expect((await listAudit(rosa, narrow)).lines).toEqual([entry]);
    expect((await listAudit(rosa, { ...narrow, until: '2001-01-01' })).lines).toEqual([]);
    expect((await listAudit(rosa, { ...narrow, since: '2999-01-01' })).lines).toEqual([]);
    const { lines } = await listAudit(rosa, { person: cast.amal.id });
    expect(new Set(lines.map(({ person: name }) => name))).toEqual(new Set([cast.amal.name]));
  });

  it('is taken out as a table and as JSON, with every entry that the list shows', async () => {
    const { lines } = await listAudit(rosa, { person: rosa.id });
    const table = textOf(await exportAudit(rosa, { format: 'csv', action: 'publish' }));
    expect(table.split('\r\n')[0]).toBe('number,at,person,action,subject type,subject,details,hash');
    const json: unknown = JSON.parse(textOf(await exportAudit(rosa, { format: 'json', person: rosa.id })));
    expect(json).toEqual({ events: lines });
  });

  it('is for admins', async () => {
    for (const actor of [cast.amal, cast.jonas]) {
      const asks = [
        () => listAudit(actor, {}),
        () => listAuditPeople(actor),
        () => checkAudit(actor),
        () => exportAudit(actor, { format: 'csv' }),
      ];
      for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await listAuditPeople(rosa)).map(({ name }) => name)).toContain('Stet');
  });
});
