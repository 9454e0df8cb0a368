/** The words around a number that might be a year: `before` ends where it begins, `after` begins where it ends. */
export type Surroundings = { readonly before: string; readonly after: string };

const words = (list: string) => list.trim().split(/\s+/u).join('|');

const identifiers = words(`
  nos? numbers? pp? pages? vols? volumes? arts? articles? resolutions? sections? chapters? paragraphs? lines? flights? routes?
  highways? rooms? units? models? versions? codes? channels? orders? decrees? directives? regulations? bills? items? lots? cases?
`);
const amounts = words(`
  over nearly almost approximately roughly some least most exactly another additional every worth estimated totall?ing numbering
  killing wounding injuring displacing employing
`);
const counted = words(`
  people persons men women children civilians soldiers troops fighters militants officers policemen personnel refugees students
  members workers employees visitors tourists pilgrims passengers prisoners detainees hostages casualties deaths families houses
  homes villages seats votes tanks aircraft missiles rockets drones trucks vehicles words pages items copies companies
  years months weeks days hours minutes times degrees words tons tonnes barrels dollars euros pounds rials rupees roubles liras
  million billion trillion
`);
const units = words(
  'km kilomet(?:re|er)s? miles? met(?:re|er)s? m kg mm cm MW GW kW hectares? acres? litres? GMT UTC hrs? percent per\\scent',
);

const neverBehind = [
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${identifiers})\\.?\\s$`, 'iu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${amounts}|(?<!(?:earlier|later|sooner) )than|up\\sto|total\\sof)\\s$`, 'iu'),
  /\d\s?$/u,
];
const neverBefore = [new RegExp(`^[\\s-]?(?:${units})(?![\\p{L}])`, 'u'), /^\s?[%‰°]/u, /^\s\d{3}/u];
const countsHere = new RegExp(`^[\\s-](?:${counted})(?!\\p{L})`, 'iu');
const countsSoon = new RegExp(`^(?:[\\s-][\\p{L}-]{1,30}){0,2}[\\s-](?:${counted})(?!\\p{L})`, 'iu');

const sureCue = /(?<![\p{L}\p{N}])(?:in|since|during|until|till)\s$/iu;
const wideCue =
  /(?<![\p{L}\p{N}])(?:in|since|during|until|till|by|from|after|before|between|through|throughout|year|circa|c\.|ca\.|around|about|early|mid|late|the|this|an?)\s$/iu;
const namedCue =
  /(?:\p{Lu}\p{L}+|spring|summer|autumn|fall|winter|year|end|beginning|start|war|treaty|revolution) of\s$/u;
const rangeCue = /(?:from|between) \d{3,4} (?:to|until|through|and)\s$/iu;
const hasCue = (before: string) => [wideCue, namedCue, rangeCue].some((cue) => cue.test(before));
const pluralBehind =
  /^\s(?!(?:was|is|as|has|its|his|this|thus|does|across|always|perhaps|towards|marks|sees|remains|follows|brings)\b)\p{Ll}+s\b/u;

const lastCapital = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}.'’-]*)\s$/u;
const mayStand = new Set(
  words(`
    In Since During Until Till By From After Before Between Through Throughout To Of On At And Or But With As The A An This That
    Circa Around About Early Mid Late Both When While Although Following Year Spring Summer Autumn Fall Winter Ramadan Easter
    Christmas Nowruz Expo Act Treaty Constitution Convention Accord Agreement Conference Summit Cup Olympics Euro
  `).split('|'),
);
/** "Syrian", "Israeli", "Iran’s". */
const belongs = /(?:ian|ish|ese|eli|aqi|ani|emeni|audi|uwaiti|['’]s?)$/u;

/** "Resolution 1701", "UN 2254", "Boeing 1979": a name takes the number, unless it is a word that goes before years. */
function namesThing(before: string): boolean {
  const word = lastCapital.exec(before)?.[1];
  return word !== undefined && !mayStand.has(word) && !belongs.test(word);
}

/** "circa 1950"; "about 2000 Syrians" is a count. */
const roundabout = /(?<![\p{L}\p{N}])(?:circa|ca\.|c\.|around|about)\s$/iu;
const goesOn =
  /^\s(?!(?:a|an|and|as|at|but|by|for|he|in|is|it|on|onwards?|or|she|that|the|they|to|until|was|were|when|with)\b)\p{L}/iu;

/** Whether what follows says that the number counts things ("2000 Iranian soldiers"); never behind "in" or "since". */
function counts({ before, after }: Surroundings): boolean {
  if (sureCue.test(before)) return false;
  if (roundabout.test(before) && goesOn.test(after)) return true;
  return countsSoon.test(after);
}

/**
 * Whether a number of four digits is a year, by the words around it. Years from 1901 to 2099 are believed unless something speaks
 * against them (a name or "page" before, a unit or counted noun behind); older and round ones need a word such as "in" as well.
 */
export function readsAsYear(year: number, around: Surroundings): boolean {
  const { before, after } = around;
  if (year < 1000 || year > 2099) return false;
  if (neverBehind.some((sign) => sign.test(before)) || neverBefore.some((sign) => sign.test(after))) return false;
  if (namesThing(before) || counts(around)) return false;
  if (year > 1900 && year % 100 !== 0) return true;
  const bracketed = before.endsWith('(') && /^[)–—-]/u.test(after);
  return (bracketed || hasCue(before)) && !pluralBehind.test(after);
}

/** Whether the number behind a month is a count ("In December 12 people …") and no day. */
export const countsThings = (after: string): boolean =>
  countsHere.test(after) || neverBefore.some((sign) => sign.test(after));

/** Whether the words before a date say that it is not certain. */
export const saysAround = (before: string): boolean => roundabout.test(before);
