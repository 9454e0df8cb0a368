/** A language (BCP 47) and the direction that it is written in. */
export type Language = { readonly lang: string; readonly dir: 'ltr' | 'rtl' };

const scripts: readonly { readonly script: RegExp; readonly language: Language }[] = [
  { script: /\p{Script=Arabic}/gu, language: { lang: 'ar', dir: 'rtl' } },
  { script: /\p{Script=Hebrew}/gu, language: { lang: 'he', dir: 'rtl' } },
];
const persian = /[پچژگکی]/gu;
const letters = /\p{L}/gu;
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** The language that a text is mostly written in, as far as its letters tell: English unless most of them are Arabic or Hebrew ones. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 2000);
  const all = count(sample, letters);
  const found = scripts.find(({ script }) => count(sample, script) * 2 > all);
  if (!found) return { lang: 'en', dir: 'ltr' };
  const isPersian = found.language.lang === 'ar' && count(sample, persian) * 50 > all;
  return isPersian ? { lang: 'fa', dir: 'rtl' } : found.language;
}
