import type { Reading } from '@/lib/transfer/formats/document';
import { Flow } from '@/lib/transfer/formats/in/flow';
import { guardHtml } from '@/lib/transfer/formats/in/html/guard';
import { HtmlReader } from '@/lib/transfer/formats/in/html/reader';
import {
  attributeOf,
  depthOf,
  elementsOf,
  hasClass,
  innerText,
  isElement,
  isText,
  placeOf,
  treeOf,
  unseenTags,
  type Element,
  type Node,
} from '@/lib/transfer/formats/in/html/tree';
import { Intake } from '@/lib/transfer/formats/in/intake';

const deepest = 200;

/** Where in a page a node stands, and the title that the page has besides its headings. */
export type HtmlOrigin = {
  readonly where?: (node: Node) => { line: number; column: number };
  readonly title?: string | null;
  /** The title, where none of the headings is one. */
  readonly given?: string | null;
};

/** Reads a page that is already text into a document; `intake` gathers the rest. */
export function readHtmlText(text: string, intake: Intake, origin: HtmlOrigin = {}): Reading {
  if (!guardHtml(text, intake)) return intake.reading(null);
  const tree = treeOf(text);
  if (depthOf(tree) > deepest) {
    const message = `Elements stand more than ${deepest} deep in one another; at most ${deepest} can be read.`;
    intake.issues.error({ line: 1, column: 1 }, 'too-deep', message);
    return intake.reading(null);
  }
  const body = bodyOf(tree);
  const root = mainOf(body);
  if (root !== body) reportOutside(body, root, intake);
  const flow = new Flow(intake, origin.given);
  const { where } = origin;
  new HtmlReader(body, intake, flow, where).read(root, {
    block: (block, place) => flow.block(block, place),
    heading: (level, content, place) => flow.heading(level, content, place),
  });
  const named = origin.title ?? null;
  const title = named ?? (flow.foundTitle === null && !origin.given ? titleOf(tree) : null);
  return intake.reading(flow.finish({ title }));
}

/** Reads a saved page or a pasted piece of one (sources-and-import.md B8). Pure; never throws. */
export function readHtml(bytes: Uint8Array, fileName: string, title: string | null = null): Reading {
  const intake = new Intake(fileName, bytes);
  const lines = intake.lines();
  return lines ? readHtmlText(lines.join('\n'), intake, { title }) : intake.reading(null);
}

type Parent = { readonly childNodes: readonly Node[] };

function bodyOf(tree: Parent): Parent {
  return [...elementsOf(tree)].find(({ tagName }) => tagName === 'body') ?? tree;
}

function titleOf(tree: Parent): string | null {
  const found = [...elementsOf(tree)].find(({ tagName }) => tagName === 'title');
  const text = found ? innerText(found) : '';
  return text === '' ? null : text.replace(/ [-–—|] (?:Wikipedia|[^-–—|]{1,40})$/u, '');
}

/** The part of a saved page that is the article: the one `main` or `article`, or MediaWiki's content; else all of it. */
function mainOf(body: Parent): Parent {
  const all = [...elementsOf(body)];
  const only = (found: readonly Element[]) => (found.length === 1 ? found[0] : undefined);
  return (
    only(all.filter((element) => element.tagName === 'main' || attributeOf(element, 'role') === 'main')) ??
    only(all.filter(({ tagName }) => tagName === 'article')) ??
    only(all.filter((element) => attributeOf(element, 'id') === 'content' && hasClass(element, 'mw-body'))) ??
    body
  );
}

/** Reports the words of a page that stand outside its article. */
function reportOutside(body: Parent, root: Parent, intake: Intake): void {
  const holds = new Set<unknown>();
  for (let one: unknown = root; one && one !== body; one = (one as { parentNode?: unknown }).parentNode) holds.add(one);
  const report = (parent: Parent): void => {
    for (const child of parent.childNodes) {
      if (child === root || (isElement(child) && unseenTags.has(child.tagName))) continue;
      if (isElement(child) && holds.has(child)) report(child);
      else {
        const words = isElement(child) ? innerText(child) : isText(child) ? child.value.trim() : '';
        if (words === '') continue;
        intake.drop(
          placeOf(child),
          words,
          'outside-article',
          'This stands outside the article of the page. It was left out.',
        );
      }
    }
  };
  report(body);
}
