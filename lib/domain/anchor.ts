/** The words that a comment is about, with up to 32 characters on either side to find them again (ux.md 10.4). */
export type Anchor = { readonly quote: string; readonly prefix: string; readonly suffix: string };

/**
 * Where the words of an anchor are now, as offsets in UTF-16 code units. `exact`: the same words between the same
 * neighbours; `moved`: the same words elsewhere; `changed`: other words stand in their place (from `from` to `to`);
 * `removed`: gone, `from` equals `to` and is the nearest place where they stood.
 */
export type FoundAnchor = {
  readonly state: 'exact' | 'moved' | 'changed' | 'removed';
  readonly from?: number;
  readonly to?: number;
};

const contextLength = 32;

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
/** Steps over the second half of a surrogate pair, so that no character is cut. */
const whole = (text: string, at: number, step: 1 | -1): number =>
  at > 0 && at < text.length && isLow(text.charCodeAt(at)) ? at + step : at;

/** The anchor of the words from `from` to `to` (UTF-16 offsets, put in order and clamped; no character is cut). */
export function anchorOf(text: string, from: number, to: number): Anchor {
  const clamp = (at: number) => Math.max(0, Math.min(text.length, at));
  const start = whole(text, clamp(Math.min(from, to)), -1);
  const end = whole(text, clamp(Math.max(from, to)), 1);
  return {
    quote: text.slice(start, end),
    prefix: text.slice(whole(text, Math.max(0, start - contextLength), 1), start),
    suffix: text.slice(end, whole(text, Math.min(text.length, end + contextLength), -1)),
  };
}

function placesOf(text: string, part: string, limit = 1000): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && places.length < limit; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

const sharedEnd = (a: string, b: string): number => {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
};
const sharedStart = (a: string, b: string): number => {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
};

function findQuote(text: string, { quote, prefix, suffix }: Anchor): FoundAnchor | null {
  const scored = placesOf(text, quote).map((at) => ({
    at,
    score:
      sharedEnd(text.slice(0, at).slice(-contextLength), prefix) +
      sharedStart(text.slice(at + quote.length, at + quote.length + contextLength), suffix),
  }));
  const best = scored.toSorted((a, b) => b.score - a.score || a.at - b.at)[0];
  if (best === undefined) return null;
  // Half of the neighbours are still there: the words did not move, only what stands around them changed.
  const stayed = best.score * 2 >= prefix.length + suffix.length;
  return { state: stayed ? 'exact' : 'moved', from: best.at, to: best.at + quote.length };
}

/** The end of `prefix` in the text: the longest tail of it, of 8 characters at least, that stands there just once. */
function afterPrefix(text: string, prefix: string): number | null {
  for (let length = prefix.length; length >= Math.min(8, prefix.length) && length > 0; length -= 1) {
    const tail = prefix.slice(-length);
    const at = text.indexOf(tail);
    if (at >= 0 && text.indexOf(tail, at + 1) < 0) return at + tail.length;
  }
  return null;
}

function beforeSuffix(text: string, suffix: string): number | null {
  for (let length = suffix.length; length >= Math.min(8, suffix.length) && length > 0; length -= 1) {
    const head = suffix.slice(0, length);
    const at = text.indexOf(head);
    if (at >= 0 && text.indexOf(head, at + 1) < 0) return at;
  }
  return null;
}

/** What stands between the neighbours of an anchor, where these are still there in order. */
function betweenNeighbours(text: string, { prefix, suffix }: Anchor): { from: number | null; to: number | null } {
  return {
    from: prefix === '' ? 0 : afterPrefix(text, prefix),
    to: suffix === '' ? text.length : beforeSuffix(text, suffix),
  };
}

/**
 * Finds the words of an anchor again. Of several equal places the one with the most alike neighbours wins, then the
 * first. An empty quote is `removed` at its place; without any neighbour left `removed` has no place.
 */
export function findAnchor(text: string, anchor: Anchor): FoundAnchor {
  const found = anchor.quote === '' ? null : findQuote(text, anchor);
  if (found) return found;
  const { from, to } = betweenNeighbours(text, anchor);
  if (from !== null && to !== null && from <= to && anchor.quote !== '') {
    const room = anchor.quote.length * 3 + 2 * contextLength;
    if (text.slice(from, to).trim() !== '' && to - from <= room) return { state: 'changed', from, to };
  }
  const place = from ?? to;
  return place === null ? { state: 'removed' } : { state: 'removed', from: place, to: place };
}
