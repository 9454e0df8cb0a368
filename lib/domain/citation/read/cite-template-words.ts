import { readTemplate, type Template } from '@/lib/domain/citation/read/cite-template-parts';

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ndash: '–', mdash: '—', hellip: '…' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', times: '×', deg: '°', middot: '·' },
  ...{ thinsp: '\u2009', ensp: '\u2002', emsp: '\u2003', zwj: '\u200d', zwnj: '\u200c', shy: '\u00ad', minus: '−' },
  ...{ eacute: 'é', egrave: 'è', uuml: 'ü', ouml: 'ö', auml: 'ä', ccedil: 'ç', szlig: 'ß', sect: '§', copy: '©' },
};

const isCharacter = (code: number) =>
  code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 0x7f && code <= 0x9f);

/** Named and numbered references to characters as the characters; those that name none stay as they are. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/gu, (all, ten, hex, name) => {
    if (typeof name === 'string') return entities[name] ?? all;
    const code = typeof ten === 'string' ? Number(ten) : Number.parseInt(String(hex), 16);
    return isCharacter(code) ? String.fromCodePoint(code) : all;
  });
}

/** What templates of one sign, or of nothing but layout, stand for. */
const signs: Readonly<Record<string, string>> = {
  ...{ "'": '’', '!': '|', '=': '=', pipe: '|', nbsp: '\u00a0', ndash: '–', snd: ' – ', spnd: ' – ', mdash: '—' },
  ...{ '-': '', 'spaced ndash': ' – ', dash: '–', '·': ' · ', bull: ' • ', sic: '[sic]', clear: '', '-"': '"' },
};

/** The parameter that a template shows, where it is not the last one that has no name. */
const firstShown = new Set([
  'nowrap',
  'nobr',
  'small',
  'smaller',
  'big',
  'smallcaps',
  'sc',
  'abbr',
  'sup',
  'sub',
  'em',
]);

/** The wikitext that an inner template shows: `{{lang|ar|words}}` its words; of one that is not known, all its words. */
export function shownOf({ name, parameters }: Template): string {
  const sign = signs[name];
  const unnamed = parameters.filter((one) => /^\d+$/u.test(one.name)).map(({ value }) => value);
  if (sign !== undefined && unnamed.length === 0) return sign;
  if (firstShown.has(name)) return unnamed[0] ?? '';
  if (/^(?:lang|langx|transl|transliteration)(?:-[a-z]+)?$/u.test(name)) return unnamed.at(-1) ?? '';
  return unnamed.join(' ');
}

/** Comments out, then inner templates replaced by what they show, from the inside out, at most 40 deep. */
function withoutTemplates(text: string, depth = 0): string {
  if (depth > 40 || !text.includes('{{')) return text;
  let shown = '';
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const template = readTemplate(text, open);
    if (!template) return shown + text.slice(at);
    shown += text.slice(at, open) + withoutTemplates(shownOf(template), depth + 1);
    at = template.end;
  }
  return shown + text.slice(at);
}

/**
 * The words of a value of wikitext: without the signs of links, emphasis, tags, comments and inner templates, but with all
 * the words that these show. One line, blanks folded.
 */
export function plainWords(wikitext: string): string {
  const text = withoutTemplates(wikitext.replaceAll(/<!--[^]*?(?:-->|$)/gu, ''))
    .replaceAll(/\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/gu, '$1')
    .replaceAll(/\[(?:https?:)?\/\/[^\s[\]]+ ([^[\]]*)\]/giu, '$1')
    .replaceAll(/'{2,5}/gu, '')
    .replaceAll(/<br ?\/?>/giu, ' ')
    .replaceAll(/<\/?[a-z][^<>]{0,500}>/giu, '');
  return decodeEntities(text)
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .trim();
}
