import type { Reading } from '@/lib/transfer/formats/document';
import { Flow } from '@/lib/transfer/formats/in/flow';
import { Intake } from '@/lib/transfer/formats/in/intake';
import { BlockReader } from '@/lib/transfer/formats/in/wikitext/blocks';
import { PageReader } from '@/lib/transfer/formats/in/wikitext/reader';
import { Scanner } from '@/lib/transfer/formats/in/wikitext/scan';

const redirect = /^\s*#redirect\s*:?\s*\[\[([^\]|]*)/iu;

/** Reads one page of wikitext (sources-and-import.md B3). `title` is the page's name; null: its first heading, or the file's name. Pure; never throws. */
export function readWikitext(bytes: Uint8Array, fileName: string, title: string | null = null): Reading {
  const intake = new Intake(fileName, bytes);
  const lines = intake.lines();
  if (!lines) return intake.reading(null);
  const text = lines.join('\n').replaceAll(/[\ufdd0\ufdd1]/gu, '\ufffd');
  const target = redirect.exec(text)?.[1];
  if (target !== undefined) {
    const message = `This page only leads to "${target.trim().slice(0, 80)}". There is no text to import.`;
    intake.issues.error({ line: 1, column: 1 }, 'redirect', message);
    return intake.reading(null);
  }
  const { lines: scanned, atoms } = new Scanner(text, intake).run();
  if (intake.issues.hasErrors) return intake.reading(null);
  const flow = new Flow(intake, title);
  const page = new PageReader(text, atoms, intake, flow);
  new BlockReader(scanned, atoms, page, { flow, intake }).read();
  page.references.reportUnused();
  return intake.reading(flow.finish({ facts: page.facts }));
}
