'use client';

import { useState } from 'react';
import { z } from 'zod';
import { ReadBody } from '@/components/prose/read-body';
import { HeadConflicts, TwoSides } from '@/components/revision/two-sides';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { count } from '@/components/words';
import { rebaseEndpoint } from '@/lib/contract/revisions';
import { headFields, type Side } from '@/lib/domain/merge/head';
import type { Body } from '@/lib/domain/prose/body';

const textSchema = z.object({ heading: z.string(), body: z.custom<Body>((value) => typeof value === 'object') });
const conflictSchema = z.object({ sectionId: z.string(), ours: textSchema, theirs: textSchema });
const factsSchema = z.array(
  z.object({ key: z.string(), value: z.string(), confirmed: z.boolean(), citations: z.array(z.string()) }),
);
const partSchema = z.union([z.string(), factsSchema]);
const headSchema = z.object({ field: z.enum(headFields), ours: partSchema, theirs: partSchema });
const currentSchema = z.object({ conflicts: z.array(conflictSchema), head: z.array(headSchema) });

type Text = z.infer<typeof textSchema>;
type Props = {
  readonly number: number;
  readonly headHash: string;
  readonly liveNumber: number;
  readonly approvals: number;
  /** What it would do to the sections. */
  readonly update: Update;
};

type Names = readonly { readonly sectionId: string; readonly heading: string }[];
type Update = { readonly takenOver: Names; readonly merged: Names; readonly inConflict: Names };

const labels = { ours: 'Keep what this revision has', theirs: 'Take what is live' } as const;

/** Brings a stale revision up to date. Where both texts changed the same words a person chooses; nothing is chosen beforehand. */
export function Rebase({ number, headHash, liveNumber, approvals, update }: Props) {
  const { run, busy, error } = useSend(rebaseEndpoint);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const found = currentSchema.safeParse(error?.current);
  const { conflicts, head } = found.success ? found.data : { conflicts: [], head: [] };
  const places = [...conflicts.map(({ sectionId }) => sectionId), ...head.map(({ field }) => field)];
  const open = places.filter((place) => !choices[place]).length;
  const choose = (place: string) => (side: Side) => setChoices({ ...choices, [place]: side });
  function bring() {
    const resolutions = conflicts.flatMap((conflict) => {
      const side = choices[conflict.sectionId];
      return side ? [{ sectionId: conflict.sectionId, ...conflict[side] }] : [];
    });
    const chosen = Object.fromEntries(head.flatMap(({ field }) => (choices[field] ? [[field, choices[field]]] : [])));
    void run({ number, headHash, liveNumber, resolutions, head: chosen });
  }
  return (
    <section className="notice warn stack" id="up-to-date" aria-labelledby="up-to-date-title">
      <h2 id="up-to-date-title">
        Version {liveNumber} went live and {touchedWords(update)}
      </h2>
      <p>
        Bring this revision up to date: what only one side changed is taken over, and your text before it stays in
        History.
      </p>
      <Sections title="Both changed the same words: you choose" sections={update.inConflict} />
      <Sections title="Both changed different paragraphs: both are kept" sections={update.merged} />
      <Sections title="Taken over as they are live" sections={update.takenOver} />
      {approvals > 0 ? (
        <p>An approval stays only if the live version changed other sections than this revision.</p>
      ) : null}
      <HeadConflicts
        conflicts={head}
        labels={labels}
        choices={choices}
        onChoose={(field, side) => choose(field)(side)}
      />
      {conflicts.map(({ sectionId, ours, theirs }) => (
        <TwoSides
          key={sectionId}
          name={ours.heading || theirs.heading || 'Summary'}
          labels={labels}
          sides={{ ours: <ReadText text={ours} />, theirs: <ReadText text={theirs} /> }}
          choice={choices[sectionId] ?? null}
          onChoose={choose(sectionId)}
        />
      ))}
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button type="button" disabled={busy || open > 0} onClick={bring}>
          {places.length > 0 ? 'Bring up to date with these texts' : 'Bring up to date'}
        </button>
        {open > 0 ? <span>{count(open, 'place')} still to choose</span> : null}
      </div>
    </section>
  );
}

function touchedWords({ merged, inConflict }: Update): string {
  const touched = merged.length + inConflict.length;
  return touched === 0 ? 'touches none of your sections' : `touches ${touched} of your sections`;
}

function Sections({ title, sections }: { readonly title: string; readonly sections: Names }) {
  if (sections.length === 0) return null;
  return (
    <div>
      <p>{title}:</p>
      <ul>
        {sections.map(({ sectionId, heading }) => (
          <li key={sectionId}>
            <bdi>{heading || 'Summary'}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ReadText({ text: { heading, body } }: { readonly text: Text }) {
  return (
    <>
      {heading ? (
        <p dir="auto">
          <strong>{heading}</strong>
        </p>
      ) : null}
      <ReadBody body={body} label={() => 'source'} />
    </>
  );
}
