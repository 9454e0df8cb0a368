/** Elements whose words are not part of a page's text. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'textarea',
  'select',
  'title',
]);
/** Elements that stand within a line; all others begin a line of their own. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const named: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00A0',
    shy: '\u00AD',
    copy: '©',
    reg: '®',
    trade: '™',
  },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' },
  ...{
    laquo: '«',
    raquo: '»',
    lsaquo: '‹',
    rsaquo: '›',
    bull: '•',
    middot: '·',
    sect: '§',
    para: '¶',
    deg: '°',
    euro: '€',
  },
  ...{
    pound: '£',
    yen: '¥',
    cent: '¢',
    times: '×',
    minus: '−',
    frac12: '½',
    thinsp: '\u2009',
    ensp: '\u2002',
    emsp: '\u2003',
  },
  ...{
    zwj: '\u200D',
    zwnj: '\u200C',
    lrm: '\u200E',
    rlm: '\u200F',
    ccedil: 'ç',
    Ccedil: 'Ç',
    ntilde: 'ñ',
    Ntilde: 'Ñ',
  },
  ...{ szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø', aring: 'å', Aring: 'Å' },
};
/** `eacute` is e with an accent: letter and combining mark, composed. */
const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
};

function numbered(name: string): string | undefined {
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isSign = code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
  return isSign ? String.fromCodePoint(code) : undefined;
}

function accented(name: string): string | undefined {
  const [, letter = '', accent = ''] = /^([A-Za-z])([a-z]+)$/u.exec(name) ?? [];
  return Object.hasOwn(accents, accent) ? `${letter}${accents[accent]}`.normalize('NFC') : undefined;
}

function entity(whole: string, name: string): string {
  if (name.startsWith('#')) return numbered(name) ?? whole;
  return (Object.hasOwn(named, name) ? named[name] : accented(name)) ?? whole;
}

const decode = (text: string): string => text.replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8}[0-9]{0,2});/giu, entity);

type Reader = { readonly html: string; at: number; out: string };

/**
 * The words of an HTML page, one line per block, without scripts and other things that are not read. For looking words up: no page is
 * made of it. Linear, whatever is fed to it; what is no tag is text.
 */
export function textOfHtml(html: string): string {
  const reader: Reader = { html, at: 0, out: '' };
  while (reader.at < html.length) readPiece(reader);
  return tidy(reader.out);
}

function readPiece(reader: Reader): void {
  const { html, at } = reader;
  const open = html.indexOf('<', at);
  const end = open === -1 ? html.length : open;
  reader.out += decode(html.slice(at, end).replaceAll(/\s+/gu, ' '));
  reader.at = end;
  if (open !== -1) readTag(reader);
}

function readTag(reader: Reader): void {
  const { html, at } = reader;
  if (html.startsWith('<!--', at)) return skipTo(reader, '-->');
  const [, slash = '', found = ''] = /^<(\/?)([a-z][a-z0-9-]*)/iu.exec(html.slice(at, at + 40)) ?? [];
  const name = found.toLowerCase();
  if (name === '') {
    if (/^<[!?/]/u.test(html.slice(at, at + 2))) return skipTo(reader, '>');
    reader.out += '<';
    reader.at += 1;
    return;
  }
  skipTo(reader, '>');
  if (!inline.has(name)) reader.out += name === 'td' || name === 'th' ? ' ' : '\n';
  if (slash === '' && silent.has(name)) skipElement(reader, name);
}

function skipTo(reader: Reader, end: string): void {
  const found = reader.html.indexOf(end, reader.at);
  reader.at = found === -1 ? reader.html.length : found + end.length;
}

/** Past the end tag of an element whose content is not read. */
function skipElement(reader: Reader, name: string): void {
  const { html } = reader;
  let at = html.indexOf('</', reader.at);
  while (at !== -1 && html.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) at = html.indexOf('</', at + 2);
  reader.at = at === -1 ? html.length : at;
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/[ \t\u00A0]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n');
