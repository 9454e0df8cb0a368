/** Names of months and their short forms, as alternatives of a pattern. */
export const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
/** Days of the week, as alternatives of a pattern. */
export const weekdays = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const dateForms = new RegExp(
  [
    String.raw`(?:${ordinal} )?\b(?:${months})\b\.?(?: ${ordinal}(?!\d))?(?:,? \d{3,4})?`,
    String.raw`\b(?:${weekdays})\b`,
    String.raw`\d{4}-\d{2}-\d{2}`,
    String.raw`\d{1,2}(?:st|nd|rd|th) century`,
    String.raw`\d{1,5}(?:[–-]\d{1,5})? (?:BCE|CE|BC|AD)\b`,
    String.raw`\b(?:1[0-9]|20)\d{2}s?(?:[–-](?:1[0-9]|20)?\d{2}s?)?(?![\d,.]*\d)`,
  ].join('|'),
  'gu',
);
const numberWords =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|twice|percent';
const numberForms = new RegExp(String.raw`[\p{Sc}]?\d+(?:[.,:]\d+)*\s?%?|\b(?:${numberWords})\b`, 'giu');

const found = (text: string, form: RegExp) => text.match(form) ?? [];

/** The dates that a text names, as it writes them. */
export const datesIn = (text: string): string[] => found(text, dateForms).map((one) => one.trim());

/** The numbers of a text in lower case, in figures or words from two; those that are part of a date are none. */
export const numbersIn = (text: string): string[] =>
  found(text.replaceAll(dateForms, ' '), numberForms).map((one) => one.trim().toLowerCase());

/** Whether a statement names a number or a date: what a reader checks first. */
export const namesFigure = (text: string): boolean => numbersIn(text).length > 0 || datesIn(text).length > 0;
