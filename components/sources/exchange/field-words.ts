const names: Readonly<Record<string, string>> = {
  ...{
    author: 'authors',
    editor: 'editors',
    translator: 'translators',
    issued: 'the date',
    accessed: 'the day it was looked at',
  },
  ...{ 'container-title': 'where it was published', publisher: 'the publisher', 'publisher-place': 'the place' },
  ...{ page: 'the pages', URL: 'the address', note: 'the description', genre: 'the kind of report' },
};

/** Fields of a record in words: "volume, issue and the pages". */
export function fieldWords(fields: readonly string[]): string {
  const words = fields.map((field) => names[field] ?? field.replace(/^custom\./u, ''));
  return new Intl.ListFormat('en', { style: 'long' }).format(words);
}
