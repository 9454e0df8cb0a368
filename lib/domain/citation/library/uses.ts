import type { Body } from '@/lib/domain/prose/body';
import type { Fact } from '@/lib/domain/article';
import { statementsOf } from '@/lib/domain/prose/statements';
import { inlineRuns } from '@/lib/domain/prose/text';

/** Words that cite something. `blockId` is empty for words that are no statement (a subheading). */
export type CitingWords = { readonly blockId: string; readonly text: string; readonly citations: readonly string[] };

/** The statements of a body that cite something, and the words of subheadings and the like that do and are none. */
export function citingWords(body: Body): CitingWords[] {
  const statements = statementsOf(body);
  const inStatements = new Set(statements.flatMap(({ citations }) => citations));
  const others = inlineRuns(body).map((run) => ({
    blockId: '',
    text: run.map((node) => (node.type === 'text' ? node.text : '')).join(''),
    citations: run.flatMap((node) =>
      node.type === 'citation' && !inStatements.has(node.attrs.id) ? [node.attrs.id] : [],
    ),
  }));
  return [...statements, ...others].filter(({ citations }) => citations.length > 0);
}

/** One use of a citation: the words it stands behind. `sectionId` is null for a row of the facts card. */
export type Use = {
  readonly citationId: string;
  readonly sectionId: string | null;
  readonly blockId: string;
  readonly statement: string;
};

type Text = {
  readonly sections: readonly { readonly sectionId: string; readonly body: Body }[];
  readonly facts: readonly Fact[];
};

/** Every use of a citation in a text, in its order; a statement that cites twice is two uses. */
export function usesOf({ sections, facts }: Text): Use[] {
  const inText = sections.flatMap(({ sectionId, body }) =>
    citingWords(body).flatMap(({ blockId, text: statement, citations }) =>
      [...new Set(citations)].map((citationId) => ({ citationId, sectionId, blockId, statement })),
    ),
  );
  const inFacts = facts.flatMap(({ key, value, citations }) =>
    citations.map((citationId) => ({ citationId, sectionId: null, blockId: '', statement: `${key}: ${value}` })),
  );
  return [...inText, ...inFacts];
}
