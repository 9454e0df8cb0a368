import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import type { previewImportEndpoint } from '@/lib/contract/imports';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { prepare, type Prepared } from '@/lib/transfer/prepare';
import { readApart } from '@/lib/transfer/reading';

type Input = Omit<EndpointInput<typeof previewImportEndpoint>, 'opId'>;
type Output = EndpointOutput<typeof previewImportEndpoint>;
type Preview = Output['previews'][number];

const mostPreviews = 50;

/** What importing a file would do now; nothing is written. Of a dump the first fifty pages. */
export async function previewImport(actor: Actor, input: Input): Promise<Output> {
  permit(actor, 'import', {});
  const { fileName, base64, format, encoding, title } = input;
  const readings = await readApart({ fileName, bytes: Buffer.from(base64, 'base64'), format, encoding, title });
  const previews: Preview[] = [];
  for (const reading of readings.slice(0, mostPreviews)) previews.push(await previewOf(prepare(reading), input));
  return { previews };
}

async function previewOf({ document, report, outline }: Prepared, { as, articleId }: Input): Promise<Preview> {
  const { file, bytes, sha256, issues, joined, dropped, offers } = report;
  const shown = {
    fileName: file,
    report: {
      ...{ file, bytes, sha256, issues: [...issues], dropped: [...dropped], offers: [...offers] },
      joined: joined.map(([from, to]): [number, number] => [from, to]),
    },
    document: outline && JSON.parse(JSON.stringify(outline)),
  };
  if (!document) return { ...shown, outcome: 'refused', article: null };
  const known =
    as === 'article' ? null : await ownerOf(as === 'revision' ? { id: articleId ?? '' } : { slug: document.slug });
  const isSeen = as !== 'article' && (await wasImported(sha256, as === 'revision' ? articleId : undefined));
  return { ...shown, outcome: isSeen ? 'unchanged' : known ? 'revised' : 'created', article: known };
}

async function wasImported(sha256: string, articleId: string | undefined): Promise<boolean> {
  const of = articleId === undefined ? {} : { articleId };
  const run = await db().importRun.findFirst({
    where: { sha256, outcome: { in: ['created', 'revised'] }, ...of },
    select: { id: true },
  });
  return run !== null;
}

/** The article of an id, or that has or had an address, with what it is called now. */
async function ownerOf(by: { id: string } | { slug: string }): Promise<Preview['article']> {
  const where = 'id' in by ? by : { OR: [by, { slugs: { some: by } }] };
  const article = await db().article.findFirst({
    where,
    select: {
      id: true,
      slug: true,
      liveVersion: { select: { title: true } },
      revisions: { select: { title: true }, orderBy: { number: 'desc' }, take: 1 },
    },
  });
  return (
    article && { id: article.id, title: article.liveVersion?.title ?? article.revisions[0]?.title ?? article.slug }
  );
}
