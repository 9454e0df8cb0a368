/** Combining marks of LaTeX's accents (The Not So Short Introduction to LaTeX, table 2.6). */
const accents: Readonly<Record<string, string>> = {
  ...{ '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '"': '\u0308', '=': '\u0304', '.': '\u0307' },
  ...{ u: '\u0306', v: '\u030C', H: '\u030B', c: '\u0327', k: '\u0328', r: '\u030A', d: '\u0323', b: '\u0331' },
  ...{ G: '\u030F', U: '\u030E', h: '\u0309' },
};

/** Commands that stand for a sign. */
const signs: Readonly<Record<string, string>> = {
  ...{ ss: 'ß', SS: 'ẞ', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å' },
  ...{ i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', th: 'þ', TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
  ...{ textbackslash: '\\', textasciitilde: '~', textasciicircum: '^', textbraceleft: '{', textbraceright: '}' },
  ...{ textendash: '–', textemdash: '—', textquoteleft: '‘', textquoteright: '’', textquotedblleft: '“' },
  ...{ textquotedblright: '”', textquotedbl: '"', textquotesingle: "'", guillemotleft: '«', guillemotright: '»' },
  ...{ quotedblbase: '„', quotesinglbase: '‚', guilsinglleft: '‹', guilsinglright: '›', ldots: '…', dots: '…' },
  ...{
    textellipsis: '…',
    textdegree: '°',
    textregistered: '®',
    texttrademark: '™',
    copyright: '©',
    textcopyright: '©',
  },
  ...{ pounds: '£', textsterling: '£', euro: '€', texteuro: '€', EUR: '€', S: '§', P: '¶', dag: '†', ddag: '‡' },
  ...{ textunderscore: '_', textbar: '|', textless: '<', textgreater: '>', textdollar: '$', textperiodcentered: '·' },
  ...{
    slash: '/',
    hyphen: '-',
    LaTeX: 'LaTeX',
    TeX: 'TeX',
    BibTeX: 'BibTeX',
    cdot: '·',
    times: '×',
    pm: '±',
    sim: '~',
  },
  ...{ ayn: 'ʿ', hamza: 'ʾ', textayn: 'ʿ', texthamza: 'ʾ', textasciiacute: '´', to: '→', rightarrow: '→', infty: '∞' },
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', iota: 'ι' },
  ...{ kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ' },
  ...{ chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Pi: 'Π', Sigma: 'Σ' },
  ...{ Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', quad: ' ', qquad: ' ', newline: ' ', par: ' ', space: ' ', nobreakspace: ' ' },
};

/** One sign behind a backslash. */
const single: Readonly<Record<string, string>> = {
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  '-': '',
  '/': '',
  '@': '',
  '\\': ' ',
};
const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' };

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0123456789+-n', (sign, at) => [sign, Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ')[at] ?? sign]),
);

/** Reads one value from left to right; every sign is looked at once. */
class Reader {
  private out = '';
  private at = 0;
  /** An accent that waits for its letter. */
  private accent = '';
  hadCommands = false;
  constructor(private readonly text: string) {}

  read(): string {
    while (this.at < this.text.length) this.step();
    return this.out;
  }

  private step(): void {
    const sign = this.text[this.at] ?? '';
    if (sign === '\\') return this.command();
    if (sign === '{' || sign === '}' || sign === '$') {
      this.at += 1;
      return;
    }
    if (sign === '^') return this.raise();
    for (const [written, meant] of ligatures)
      if (this.text.startsWith(written, this.at)) return this.put(meant, written.length);
    const point = String.fromCodePoint(this.text.codePointAt(this.at) ?? 32);
    this.put(point, point.length);
  }

  /** Puts a sign out, under the accent that waits. */
  private put(sign: string, length: number): void {
    this.at += length;
    if (this.accent === '' || /^\s?$/u.test(sign)) this.out += sign;
    else {
      this.out += (dotless[sign] ?? sign) + this.accent;
      this.accent = '';
    }
  }

  private bare(sign: string): void {
    this.accent = '';
    this.put(sign, 2);
  }

  private raise(): void {
    const sign = /^\^\{?([0-9n+-]{1,8})\}?/u.exec(this.text.slice(this.at, this.at + 12));
    if (!sign) return this.put('^', 1);
    this.put(Array.from(sign[1] ?? '', (one) => raised[one] ?? one).join(''), sign[0].length);
  }

  private command(): void {
    const next = this.text[this.at + 1] ?? '';
    if (/[A-Za-z]/u.test(next)) return this.word();
    const accent = accents[next];
    if (accent !== undefined && /[\p{L}\\{]/u.test(this.text[this.at + 2] ?? '')) {
      this.at += 2;
      this.accent = accent;
      // An accent over nothing is the sign itself: `\~{}` in addresses.
      if (this.text.startsWith('{}', this.at)) this.bare(next);
      return;
    }
    this.put(single[next] ?? next, 1 + next.length);
  }

  /** A command of letters: an accent, a sign, or a style whose name is left out and whose words stay. */
  private word(): void {
    let end = this.at + 1;
    while (/[A-Za-z]/u.test(this.text[end] ?? '')) end += 1;
    const name = this.text.slice(this.at + 1, end);
    while (this.text[end] === ' ') end += 1;
    this.at = end;
    const accent = accents[name];
    const sign = signs[name];
    if (accent !== undefined && name.length === 1) this.accent = accent;
    else if (sign !== undefined) {
      this.put(sign, 0);
      if (this.text.startsWith('{}', this.at)) this.at += 2;
    } else {
      this.hadCommands = true;
      if (name === 'href') this.skipGroup();
    }
  }

  /** Jumps over the address of `\href{address}{words}`. */
  private skipGroup(): void {
    if (this.text[this.at] !== '{') return;
    const end = this.text.indexOf('}', this.at);
    if (end >= 0) this.at = end + 1;
  }
}

const ligatures: readonly (readonly [written: string, meant: string])[] = [
  ['---', '—'],
  ['--', '–'],
  ['``', '“'],
  ["''", '”'],
  ['`', '‘'],
  ['~', ' '],
];

/** The words of a LaTeX value: accents composed, braces and styles gone, its quotes and dashes as signs, blanks folded. */
export function latexWords(value: string): { readonly words: string; readonly hadCommands: boolean } {
  const reader = new Reader(value);
  const words = reader.read().normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  return { words, hadCommands: reader.hadCommands };
}
