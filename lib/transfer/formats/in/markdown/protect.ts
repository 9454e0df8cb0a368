/**
 * Markdown in which an escaped `@` can be told from one that is not, also when it is parsed: the former begins no citation.
 * Each `\@` becomes a reference to a character of a private area that the text does not hold.
 */
export class Shield {
  readonly text: string;
  private readonly sign: string;
  private readonly reference: string;

  constructor(written: string) {
    let code = 0xf0000;
    while (written.includes(String.fromCodePoint(code))) code += 1;
    this.sign = String.fromCodePoint(code);
    this.reference = `&#x${code.toString(16)};`;
    this.text = written.replaceAll(/\\([^])/gu, (pair, sign) => (sign === '@' ? this.reference : pair));
  }

  /** Text as it was meant: the sign itself. */
  readonly restored = (text: string): string => text.replaceAll(this.sign, '@');

  /** Code as it was written, where a backslash is a backslash. */
  readonly restoredCode = (text: string): string => text.replaceAll(this.reference, String.raw`\@`);
}
