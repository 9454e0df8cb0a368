/** Articles, conjunctions and prepositions that stay small inside an English title. */
const smallWords: ReadonlySet<string> = new Set(
  (
    'a an the and but or nor for so yet as than lest et de van von ca c v vs ' +
    'about above across after against along alongside amid amidst among amongst apropos around aside astride at atop ' +
    'barring before behind below beneath beside besides between beyond by circa despite down during except from given ' +
    'in inside into like minus modulo near next notwithstanding of off on onto out over per plus pro qua sans since ' +
    'through throughout till to toward towards under underneath until unto up upon versus via vis-à-vis with within without'
  ).split(' '),
);

const bareWord = (word: string) =>
  word
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[^\p{L}]+$/u, '');

/** Capitals on a word that has none, unless it is small and not `forced`. A lone letter is a name of something. */
function capital(word: string, forced: boolean): string {
  const bare = bareWord(word);
  const small = smallWords.has(bare) || Array.from(bare).length === 1;
  if ((small && !forced) || word !== word.toLowerCase() || /^[@#]|\d\p{L}/u.test(word)) return word;
  return word.replace(/\p{L}/u, (sign) => sign.toUpperCase());
}

type Place = { readonly opens: boolean; readonly ends: boolean };

/** The parts of `long-term`, `trade-off` or `and/or`, each for itself; where a title begins or ends no part is small. */
function compound(word: string, { opens, ends }: Place): string {
  if (smallWords.has(bareWord(word))) return capital(word, opens || ends);
  const parts = word.split(/([-–—/])/u);
  return parts.map((part, at) => capital(part, (opens && at === 0) || (ends && at === parts.length - 1))).join('');
}

/**
 * An English title in headline style (sources-and-import.md A13): capitals on the first and last word, after `:`, `?`
 * and `!`, and on all words but articles, conjunctions and prepositions. Capitals that are there stay.
 */
export function titleCase(text: string): string {
  const words = text.split(' ');
  const last = words.findLastIndex((word) => /[\p{L}\p{N}]/u.test(word));
  return words
    .map((word, at) => {
      const opens = at === 0 || /[:?!][”’")\]]*$/u.test(words[at - 1] ?? '');
      const phrase = bareWord(word) === 'according' && words[at + 1]?.toLowerCase() === 'to';
      return phrase && !opens ? word : compound(word, { opens, ends: at === last });
    })
    .join(' ');
}
