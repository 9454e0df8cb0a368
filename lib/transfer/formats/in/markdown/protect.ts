const shielded = ['@', '['] as const;

/**
 * Markdown in which an escaped `@` or `[` can be told from one that is not, also when it is parsed: the former begins no
 * citation. Each becomes a reference to a character of a private area that the text does not hold.
 */
export class Shield {
  readonly text: string;
  private readonly signs: readonly { readonly meant: string; readonly sign: string; readonly reference: string }[];

  constructor(written: string) {
    let code = 0xf0000;
    this.signs = shielded.map((meant) => {
      while (written.includes(String.fromCodePoint(code))) code += 1;
      const sign = String.fromCodePoint(code);
      const reference = `&#x${code.toString(16)};`;
      code += 1;
      return { meant, sign, reference };
    });
    this.text = written.replaceAll(
      /\\([^])/gu,
      (pair, sign) => this.signs.find(({ meant }) => meant === sign)?.reference ?? pair,
    );
  }

  /** Text as it was meant: the signs themselves. */
  readonly restored = (text: string): string =>
    this.signs.reduce((all, { meant, sign }) => all.replaceAll(sign, meant), text);

  /** Code as it was written, where a backslash is a backslash. */
  readonly restoredCode = (text: string): string =>
    this.signs.reduce((all, { meant, reference }) => all.replaceAll(reference, `\\${meant}`), text);
}
