import { differing, readerKinds } from '@/lib/domain/diff/meaning/read';
import { wordsOf } from '@/lib/domain/diff/words';

/** Words that say nothing of their own: exchanging them leaves what a sentence says. */
const small = new Set(
  (
    'a an the this that these those of to in on at by for from with as and or but so also then there here it its is are was were be ' +
    'been being has have had do does did will would he she they we his her their our who which whom whose what when where while into ' +
    'onto upon over under out up off about than such very both each own same too just however moreover furthermore thus therefore ' +
    'although though whereas because since during through within between among toward towards'
  ).split(' '),
);

const contentWords = (text: string) => wordsOf(text).filter((word) => !small.has(word));

/** Whether two words are one, spelled or inflected otherwise: "organise" and "organized", "sent" is not "send". */
function isOneWord(a: string, b: string): boolean {
  if (/\d/u.test(a + b)) return false;
  const [x, y] = [spelled(a), spelled(b)];
  if (x === y) return true;
  let head = 0;
  while (head < Math.min(x.length, y.length) && x[head] === y[head]) head += 1;
  return (
    head >= 4 &&
    x.length - head <= 3 &&
    y.length - head <= 3 &&
    endings.has(x.slice(head)) &&
    endings.has(y.slice(head))
  );
}

const endings = new Set([
  '',
  's',
  'es',
  'd',
  'ed',
  'ing',
  'e',
  'ly',
  "'s",
  '’s',
  'y',
  'ies',
  'er',
  'ers',
  'al',
  'n',
  'ian',
]);

const spelled = (word: string) =>
  word
    .replace(/our(?=s|ed|ing|$)/u, 'or')
    .replace(/is(?=e|ed|es|ing|ation)/u, 'iz')
    .replace(/tre$/u, 'ter')
    .replace(/ll(?=ed|ing)/u, 'l')
    .replaceAll(/[’']/gu, "'");

/** The words of each list that the other lacks. */
function onlyIn(own: readonly string[], other: readonly string[]): [string[], string[]] {
  const rest = [...other];
  const gone = own.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [gone, rest];
}

/** Whether each word of one list is one of the other, in another form. */
function arePaired(
  gone: readonly string[],
  come: readonly string[],
  isOne: (a: string, b: string) => boolean,
): boolean {
  const rest = [...come];
  for (const word of gone) {
    const at = rest.findIndex((one) => isOne(word, one));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return rest.length === 0;
}

/** Whether one letter is another, missing, too much or in the wrong place in a long word: a slip of the pen. */
function isTypo(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1 || /\d/u.test(a + b)) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  const [x, y] = [a.slice(head), b.slice(head)];
  const isSwapped = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || isSwapped;
}

/**
 * Whether a sentence says something other than it did, as far as its words tell: a number, date, name, quotation, hedge
 * or negation is another, or a word of meaning came or went. Spelling, inflection, order and small words do not count.
 */
export function saysOtherwise(before: string, after: string): boolean {
  const isOther = readerKinds.some((kind) => {
    const { gone, come } = differing(kind, [before, after]);
    return !arePaired(gone, come, isTypo);
  });
  return (
    isOther ||
    !arePaired(...onlyIn(contentWords(before), contentWords(after)), (a, b) => isOneWord(a, b) || isTypo(a, b))
  );
}
