import type { CslName } from '@/lib/domain/citation/citation';

/** `van der Berg` and `al-Azm` as particle and name; small words at the front belong to the particle. */
function familyParts(family: string): Pick<CslName, 'family' | 'non-dropping-particle'> {
  const glued = /^(\p{Ll}{1,4}[-'’])(\p{Lu}.*)$/u.exec(family);
  if (glued) return { 'non-dropping-particle': glued[1] ?? '', family: glued[2] ?? '' };
  const words = family.split(' ');
  const at = words.findIndex((word) => !/^\p{Ll}/u.test(word));
  if (at <= 0) return { family };
  return { 'non-dropping-particle': words.slice(0, at).join(' '), family: words.slice(at).join(' ') };
}

const filled = (person: CslName): CslName =>
  Object.fromEntries(Object.entries(person).filter(([, part]) => part !== ''));

/** A person of the parts of a name; empty ones are left out. */
export const personOf = (family: string, given = '', suffix = ''): CslName =>
  filled({ ...familyParts(family), given, suffix });

/** `Haddad, Lina` and `Haddad, Lina, Jr.` as a person, anything without a comma as a body (B5). Null for nothing. */
export function readCommaName(text: string): CslName | null {
  const [family = '', given = '', ...suffix] = text.split(',').map((part) => part.trim());
  if (family === '') return given === '' ? null : { literal: [given, ...suffix].join(', ') };
  if (!text.includes(',')) return { literal: family };
  return personOf(family, given, suffix.join(', '));
}

/** "et al." and "and others" say that there are more people; they are nobody's name. */
export const isOthers = (text: string): boolean => /^(?:and )?(?:others|et al\.?)$/iu.test(text.trim());
