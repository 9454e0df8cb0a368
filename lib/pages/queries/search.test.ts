import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { tellStory } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { searchLive } from '@/lib/pages/queries/search';

const database = useDatabase();
/** So many articles of two sections that one section of a hundred is enough to see which words are common. */
const articles = 8000;

beforeAll(async () => {
  const owner = postgres(database().ownerUrl, { max: 1, onnotice: () => undefined });
  const { author } = await tellStory(owner);
  await owner`insert into article (id, slug, created_by_id)
    select gen_random_uuid(), 'stone-' || n, ${author} from generate_series(1, ${articles}) n`;
  await owner`insert into live_section (article_id, position, title, heading, anchor, text, words)
    select a.id, p, a.slug, '', 'main', t.text, to_tsvector('english', t.text)
    from article a cross join (values (0), (1)) s(p), lateral (select substr(a.slug, 7)::int as n) k,
      lateral (select case when n = ${articles} and p = 1 then 'Gneiss with feldspar' else 'Gneiss and schist' end || ' of place ' || n as text) t
    where a.slug like 'stone-%' order by n, p`;
  await owner`insert into known_word (word) values ('gneiss'), ('schist'), ('feldspar'), ('their')`;
  await owner`analyze live_section`;
  await owner.end();
}, 60_000);

const found = async (query: string) => {
  const { hits, instead } = await searchLive(query);
  return { slugs: hits.map(({ slug }) => slug), sections: hits.flatMap(({ sections }) => sections), instead };
};

describe('several words at once', () => {
  it('that are common: as many sections as are shown, each with both', async () => {
    const { sections } = await found('gneiss schist');
    expect(sections).toHaveLength(30);
    for (const { fragment } of sections) expect(fragment).toMatch(/^Gneiss and schist of place \d+$/u);
  });

  it('that only one section has together, the last that there is', async () => {
    const { slugs, sections } = await found('gneiss feldspar');
    expect(slugs).toEqual([`stone-${articles}`]);
    expect(sections.map(({ fragment }) => fragment)).toEqual([`Gneiss with feldspar of place ${articles}`]);
  });

  it('that no section has together', async () => {
    expect(await found('schist feldspar')).toMatchObject({ slugs: [], instead: null });
  });
});

describe('a word with a slip', () => {
  it('is taken for what it looks like, and said so', async () => {
    const { slugs, instead } = await found('feldspr');
    expect([slugs, instead]).toEqual([[`stone-${articles}`], 'feldspar']);
  });

  it('among others that are right', async () => {
    const { slugs, instead } = await found('gneisss feldspar');
    expect([slugs, instead]).toEqual([[`stone-${articles}`], 'gneiss feldspar']);
  });

  it('that was meant for one too common to be searched, or is too short to guess at', async () => {
    expect(await found('feldspr thier')).toMatchObject({ slugs: [], instead: null });
    expect(await found('feldspr theirs')).toMatchObject({ slugs: [`stone-${articles}`], instead: 'feldspar' });
    expect(await found('qzx')).toMatchObject({ slugs: [], instead: null });
  });
});
