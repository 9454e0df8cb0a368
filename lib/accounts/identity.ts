/** What makes an address unique: two that look alike are one (NFKC, lower case, trimmed). */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/** A short name for a person out of their name, in lower-case ASCII; `person` when nothing is left. */
export function handleOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 40) || 'person';
}
