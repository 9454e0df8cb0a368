const addressForm = /^https?:\/\/[^\s"'<>\\^`{|}]+$/iu;
const maxLength = 2000;

/**
 * The address if it may stand in a link, else null: http or https only, no blanks, quotes, brackets or control
 * characters, no user name or password, at most 2,000 characters. Promises nothing about what is at the address.
 */
export function safeHref(address: string): string | null {
  if (address.length > maxLength || !address.isWellFormed() || !addressForm.test(address)) return null;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f]/u.test(address) || !URL.canParse(address)) return null;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? address : null;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML, both between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
