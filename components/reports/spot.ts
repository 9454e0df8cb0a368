/** A place in an article: a section, and in it a block and the words that are meant. */
export type Spot = { readonly sectionId: string | null; readonly blockId: string; readonly text: string };

const enough = 120;

/** A place as the query of an address, for whoever opens the section there; empty for the article as a whole. */
export function spotQuery({ sectionId, blockId, text }: Spot): string {
  if (sectionId === null) return '';
  return `?${new URLSearchParams({ section: sectionId, block: blockId, words: text.slice(0, enough) }).toString()}`;
}

/** The address that leads to a place, through a revision of whoever asks or a new one. */
export const spotHref = (articleId: string, spot: Spot): string => `/desk/articles/${articleId}/edit${spotQuery(spot)}`;
