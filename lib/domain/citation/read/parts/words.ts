const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', shy: '' },
};

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? whole;
  const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isSign = point > 0 && point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff);
  return isSign ? String.fromCodePoint(point) : whole;
}

/** Tags that programs put into titles; other words in angle brackets are text. */
const tag =
  /<\/?(?:i|b|em|strong|sub|sup|span|sc|small|p|br|div|a|u|tt|scp|jats:[a-z]{1,12})(?:\s[^<>]{0,300})?\s?\/?>/giu;

/** A text as one line without markup: known tags and entities gone, no control signs, blanks folded, in NFC. */
export function plainWords(text: string): { readonly words: string; readonly hadMarkup: boolean } {
  const untagged = text.replaceAll(tag, '');
  const plain = untagged.replaceAll(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/giu, entity);
  const words = plain
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');
  return { words, hadMarkup: untagged !== text };
}
