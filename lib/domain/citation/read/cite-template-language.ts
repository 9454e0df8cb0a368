/** Languages as citations name them, and their codes (BCP 47). */
const codes: Readonly<Record<string, string>> = {
  ...{ english: 'en', arabic: 'ar', persian: 'fa', farsi: 'fa', dari: 'prs', pashto: 'ps', urdu: 'ur', hebrew: 'he' },
  ...{ turkish: 'tr', kurdish: 'ku', azerbaijani: 'az', armenian: 'hy', georgian: 'ka', russian: 'ru', french: 'fr' },
  ...{ german: 'de', spanish: 'es', italian: 'it', portuguese: 'pt', dutch: 'nl', polish: 'pl', ukrainian: 'uk' },
  ...{ chinese: 'zh', japanese: 'ja', korean: 'ko', hindi: 'hi', bengali: 'bn', greek: 'el', latin: 'la', czech: 'cs' },
  ...{ swedish: 'sv', norwegian: 'no', danish: 'da', finnish: 'fi', hungarian: 'hu', romanian: 'ro', bulgarian: 'bg' },
  ...{ serbian: 'sr', croatian: 'hr', indonesian: 'id', malay: 'ms', vietnamese: 'vi', thai: 'th', catalan: 'ca' },
};

/** The code of the first language that a citation names, by its name or code; null where it is not known. */
export function languageCode(written: string): string | null {
  const [first = ''] = written.split(/[,;/]| and /u);
  const word = first.trim();
  const known = codes[word.toLowerCase()];
  if (known !== undefined) return known;
  return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(word) ? word : null;
}
