import { daysIn, monthNumber, type DatePoint, type Part, type When, type WhenNoYear } from '@/lib/domain/timeline/when';
import { countsThings, readsAsYear, saysAround, type Surroundings } from '@/lib/domain/timeline/year-context';

/** A date in a text: where it begins (UTF-16 units), its words as they stand there, and what they say. */
type FoundDate = { readonly at: number; readonly words: string; readonly when: When | WhenNoYear };

type Groups = Readonly<Record<string, string | undefined>>;
/** `hide` keeps the patterns behind from numbers that are known to be no dates. */
type Reader = (groups: Groups, around: Surroundings) => When | WhenNoYear | 'hide' | null;
type Pattern = { readonly form: RegExp; readonly read: Reader };

const month =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|' +
  'Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)(?!\\p{L})';
const fullMonth = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const year = '[12]\\d{3}';
const day = '\\d{1,2}';
const th = '(?:st|nd|rd|th)?';
const dash = '\\s?[–—-]\\s?';
const upTo = `(?:${dash}|\\s(?:to|until|till|through)\\s|(?<=[Bb]etween\\s[^,.;]{1,20})\\sand\\s)`;
const start = '(?:(?<![\\p{L}\\p{N}_/#$€£¥₹@=&.,:+°§№-])|(?<=(?<!\\p{L})(?:[Pp]ost|[Pp]re|[Tt]hen|ex)-))';
const end = "(?![\\p{L}\\p{N}_%°$€£]|[.,:/]\\d|[–—-]\\d|['’]\\d)";
const part = '(?:(?<part>[Ee]arly|[Mm]id|[Ll]ate)(?:-|\\s(?:in\\s)?))?';
const eras = '(?<era>BCE|BC|B\\.C\\.E\\.|B\\.C\\.|CE|AD|A\\.D\\.)';
const centuryWords =
  'fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth ' +
  'nineteenth twentieth twenty-first';
const nth = (name: string) =>
  `(?:(?<${name}>\\d{1,2})(?:st|nd|rd|th)|(?<${name}w>${centuryWords.replaceAll(' ', '|')}))`;

const number = (text: string | undefined) => Number(text ?? 0);
const partIn = ({ part: word }: Groups): { part?: Part } => (word ? { part: word.toLowerCase() as Part } : {});
const aboutIn = ({ before }: Surroundings): { circa?: true } => (saysAround(before) ? { circa: true } : {});

/** A point with these parts; null when no calendar has it. */
function point(years: number, months = 0, days = 0): DatePoint | null {
  if (years < 1000 || years > 2099) return null;
  if (months === 0) return { year: years };
  if (days === 0) return { year: years, month: months };
  return days <= daysIn(months, years) ? { year: years, month: months, day: days } : null;
}

const orderOf = (at: DatePoint) => at.year * 400 + (at.month ?? 0) * 32 + (at.day ?? 0);
const range = (from: DatePoint | null, to: DatePoint | null): When | null =>
  from && to && orderOf(from) < orderOf(to) ? { kind: 'range', from, to } : null;

const readDay: Reader = ({ d, m, y }) => {
  const from = number(d) > 0 ? point(number(y), monthNumber(m ?? ''), number(d)) : null;
  return from && { kind: 'day', from };
};

const readDays: Reader = ({ d, m, d2, m2, y }) => {
  const first = monthNumber(m ?? '');
  return range(point(number(y), first, number(d)), point(number(y), m2 ? monthNumber(m2) : first, number(d2)));
};

const readIso: Reader = ({ y, m, d }) => {
  const from = number(m) > 12 || number(m) * number(d) === 0 ? null : point(number(y), number(m), number(d));
  return from && { kind: 'day', from };
};

const readMonth: Reader = (groups, { after }) => {
  const from = countsThings(after) ? null : point(number(groups['y']), monthNumber(groups['m'] ?? ''));
  return from && { kind: 'month', from, ...partIn(groups) };
};

const readMonths: Reader = ({ m, m2, y }) =>
  range(point(number(y), monthNumber(m ?? '')), point(number(y), monthNumber(m2 ?? '')));

const readEra: Reader = ({ y, y2, era = '' }, around) => {
  const bce = era.startsWith('B') ? { bce: true as const } : {};
  const [from, to] = [number(y), number(y2)];
  if (from === 0) return null;
  if (to === 0) return { kind: 'year', from: { year: from }, ...bce, ...aboutIn(around) };
  const forward = era.startsWith('B') ? from > to : from < to;
  return forward ? { kind: 'range', from: { year: from }, to: { year: to }, ...bce } : null;
};

const centuryIn = (groups: Groups, name: string) => {
  const at = centuryWords.split(' ').indexOf(groups[`${name}w`] ?? '');
  return at < 0 ? number(groups[name]) : at + 5;
};

const readCentury: Reader = (groups) => {
  const last = centuryIn(groups, 'c2');
  const first = centuryIn(groups, 'c') || last;
  const bce = (groups['era'] ?? '').startsWith('B');
  if (first < 1 || last > 21 || (bce ? first < last : first > last)) return null;
  const from = { year: bce ? first * 100 : first * 100 - 99 };
  const to = { year: bce ? last * 100 - 99 : last * 100 };
  return { kind: 'century', from, to, ...(bce ? { bce } : {}), ...partIn(groups) };
};

const readDecade: Reader = (groups) => {
  const from = point(number(groups['y']));
  return from && { kind: 'decade', from, ...partIn(groups) };
};

/** `1979–1990s`, `2011–12`, `1960s–70s`, `2011–present`. */
const readSpan: Reader = ({ y, s, y2 = '', s2 }, around) => {
  const first = number(y);
  if (!(s && first % 10 === 0) && !readsAsYear(first, { before: around.before, after: '' })) return 'hide';
  const from: DatePoint = s ? { year: first, decade: true } : { year: first };
  if (!/\d/u.test(y2)) return { kind: 'range', from };
  const last = y2.length === 2 ? Math.trunc(first / 100) * 100 + number(y2) : number(y2);
  if (s2 ? last % 10 !== 0 : !readsAsYear(last, { before: '(', after: around.after || ')' })) return null;
  return range(from, s2 ? { year: last, decade: true } : point(last));
};

const readYear: Reader = (groups, around) => {
  const from = point(number(groups['y']));
  const { before, after } = around;
  const cued = groups['part'] ? { before: `${before}in `, after } : around;
  return from && readsAsYear(from.year, cued) ? { kind: 'year', from, ...partIn(groups), ...aboutIn(around) } : null;
};

/** The text itself says that nobody knows the year. */
const saidUnknown = /^\s*\(year (?:unknown|not known)\)/iu;

const readYearless: Reader = (groups, { after }) => {
  if (saidUnknown.test(after)) return null;
  const [months, days] = [monthNumber(groups['m'] ?? ''), number(groups['d'])];
  if (groups['d'] === undefined) return { kind: 'no_year', month: months, ...partIn(groups) };
  return days < 1 || days > daysIn(months) || countsThings(after)
    ? null
    : { kind: 'no_year', month: months, day: days };
};

const pattern = (form: string, read: Reader): Pattern => ({ form: new RegExp(form, 'gu'), read });
const cue =
  '(?<=(?<!\\p{L})(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Dd]uring|[Tt]hrough|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his)\\s)';
const lonely = "(?!\\p{L}|\\s\\d|['’]|(?<=March|April|May|June|August)\\s\\p{Lu})";

/** In order of exactness: what one pattern has read is hidden from those behind it. */
const patterns: readonly Pattern[] = [
  pattern(`${start}(?<y>${year})-(?<m>\\d\\d)-(?<d>\\d\\d)${end}`, readIso),
  pattern(
    `${start}(?<d>${day})${th}${upTo}(?<d2>${day})${th}\\s(?:of\\s)?(?<m>${month}),?\\s(?<y>${year})${end}`,
    readDays,
  ),
  pattern(`${start}(?<m>${month})\\s(?<d>${day})${th}${upTo}(?<d2>${day})${th},?\\s(?<y>${year})${end}`, readDays),
  pattern(
    `${start}(?<d>${day})${th}\\s(?<m>${month})${upTo}(?<d2>${day})${th}\\s(?<m2>${month}),?\\s(?<y>${year})${end}`,
    readDays,
  ),
  pattern(
    `${start}(?<m>${month})\\s(?<d>${day})${th}${upTo}(?<m2>${month})\\s(?<d2>${day})${th},?\\s(?<y>${year})${end}`,
    readDays,
  ),
  pattern(`${start}(?<d>${day})${th}[\\s-](?:of\\s)?(?<m>${month})(?:,?\\s(?:of\\s)?|-)(?<y>${year})${end}`, readDay),
  pattern(`${start}(?<m>${month})\\s(?<d>${day})${th},?\\s(?<y>${year})${end}`, readDay),
  pattern(`${start}(?<m>${month})${upTo}(?<m2>${month}),?\\s(?:of\\s)?(?<y>${year})${end}`, readMonths),
  pattern(`${start}${part}(?<m>${month}),?\\s(?:of\\s)?(?<y>${year})${end}`, readMonth),
  pattern(`${start}(?<y>\\d{1,4})(?:${upTo}(?<y2>\\d{1,4}))?\\s?${eras}(?!\\p{L})`, readEra),
  pattern(`(?<!\\p{L})(?<era>AD|A\\.D\\.)\\s(?<y>\\d{1,4})(?:${upTo}(?<y2>\\d{1,4}))?${end}`, readEra),
  pattern(
    `${start}${part}(?:${nth('c')}(?:${upTo}|\\sand\\s))?${nth('c2')}[\\s-]centur(?:y|ies)(?!\\p{L})(?:\\s${eras}(?!\\p{L}))?`,
    readCentury,
  ),
  pattern(
    `${start}(?<y>${year})(?<s>['’]?s)?(?:${dash}|\\sto\\s(?:the\\s)?)(?<y2>${year}|\\d\\d|present(?!\\p{L}))(?<s2>['’]?s)?${end}`,
    readSpan,
  ),
  pattern(`${start}${part}(?<y>[12]\\d\\d0)['’]?s${end}`, readDecade),
  pattern(`${start}${part}(?<y>${year})${end}`, readYear),
  pattern(`${start}(?<d>${day})${th}\\s(?:of\\s)?(?<m>${month})${end}`, readYearless),
  pattern(`${start}(?<m>${month})\\s(?<d>${day})${th}${end}`, readYearless),
  pattern(`${start}(?<part>[Ee]arly|[Mm]id|[Ll]ate)[\\s-](?<m>${fullMonth})${lonely}`, readYearless),
  pattern(`${cue}(?<m>${fullMonth})${lonely}`, readYearless),
];

const hidden = (words: string) => '\u0000'.repeat(words.length);

/** Hides addresses and document symbols ("S/RES/2254 (2015)"): their numbers are no dates. */
const hideAddresses = (text: string): string =>
  text.replaceAll(/\S+/gu, (token) =>
    /^www\.|@/u.test(token) || (token.includes('/') && /\p{L}/u.test(token)) ? hidden(token) : token,
  );

const nearby = 60;

function scan(text: string): FoundDate[] {
  const clean = hideAddresses(text);
  let rest = clean;
  const found: FoundDate[] = [];
  for (const { form, read } of patterns) {
    rest = rest.replaceAll(form, (words: string, ...more) => {
      const [groups, , at] = more.toReversed() as [Groups, string, number];
      const after = at + words.length;
      const around = { before: clean.slice(Math.max(0, at - nearby), at), after: clean.slice(after, after + nearby) };
      const when = read(groups, around);
      if (!when) return words;
      if (when !== 'hide') found.push({ at, words, when });
      return hidden(words);
    });
  }
  return found.toSorted((a, b) => a.at - b.at);
}

/** Two dates that the words make one range ("from 1973 to 1977", "between 1986 and 1988"), or null. */
function joined(text: string, first: FoundDate, second: FoundDate): FoundDate | null {
  const [a, b] = [first.when, second.when];
  if (a.kind === 'no_year' || b.kind === 'no_year' || a.bce || b.bce) return null;
  if ([a.kind, b.kind].some((kind) => kind === 'range' || kind === 'century')) return null;
  const between = text.slice(first.at + first.words.length, second.at);
  const pair =
    /^\sand\s$/u.test(between) && /(?<!\p{L})between\s$/iu.test(text.slice(Math.max(0, first.at - 8), first.at));
  if (!pair && !/^(?:\s?[–—-]\s?|\s(?:to|until|till|through)\s)(?:the\s)?$/u.test(between)) return null;
  const pointOf = (when: When): DatePoint => (when.kind === 'decade' ? { ...when.from, decade: true } : when.from);
  const when = range(pointOf(a), pointOf(b));
  return when && { at: first.at, words: text.slice(first.at, second.at + second.words.length), when };
}

/** Whether a year or month holds a more exact date. */
function covers({ kind, from, bce }: When, exact: When): boolean {
  if (bce || from.year !== exact.from.year) return false;
  if (kind === 'year') return true;
  return kind === 'month' && exact.kind === 'day' && from.month === exact.from.month;
}

/**
 * The dates of one sentence in the order of its words; each once. A year or month is left out when the sentence also names a month
 * or day in it. Numbers that are no dates (counts, resolutions, page numbers, addresses) are not taken. Pure; linear in the text
 * but for pairs of dates in one sentence.
 */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const date of scan(text)) {
    const before = found.at(-1);
    const whole = before && joined(text, before, date);
    if (whole) found[found.length - 1] = whole;
    else found.push(date);
  }
  const first = new Map(found.toReversed().map((date) => [JSON.stringify(date.when), date]));
  const exact = found.flatMap(({ when }) => (when.kind === 'day' || when.kind === 'month' ? [when] : []));
  return found.filter(
    (date) =>
      first.get(JSON.stringify(date.when)) === date &&
      (date.when.kind === 'no_year' || !exact.some((other) => covers(date.when as When, other))),
  );
}
