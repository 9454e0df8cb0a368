const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 may hold it: signs that no XML document can carry are dropped. */
export const cleanXml = (text: string): string => text.replaceAll(forbidden, '');

/** Text made safe for XML, both between tags and inside a quoted attribute. */
export const escapeXml = (text: string): string =>
  cleanXml(text).replaceAll(/[&<>"]/gu, (sign) => entities[sign] ?? sign);

/** The first line of every XML file. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
