import { limits } from '@/lib/contract/limits';
import { Refusal } from '@/lib/domain/refusal';
import { randomToken, sameSecret, scryptKey, type ScryptCost } from '@/lib/system/crypto';

/** reliability 3.8: about half a second and 32 MiB each. */
const cost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** At most two at once: a flood of sign-ins is an attack on memory. */
async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** A password as it is hashed: one form for letters that can be written in two ways. */
const exact = (password: string) => password.normalize('NFC');

/** Hashes a password with a fresh salt; algorithm and cost stand in the result. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomToken();
  const key = await queued(() => scryptKey(exact(password), salt, cost));
  return ['scrypt', cost.N, cost.r, cost.p, salt, key].join('$');
}

/** Of no password: compared with when there is nobody, so that both take the same time. */
const dummy = `scrypt$${cost.N}$${cost.r}$${cost.p}$nobody$${'A'.repeat(43)}`;

/** True when the password belongs to the hash. `null` (nobody, or no password set) takes the same time and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (stored ?? dummy).split('$');
  const made = await queued(() => scryptKey(exact(password), salt, { N: Number(N), r: Number(r), p: Number(p) }));
  return sameSecret(made, key) && stored !== null;
}

/** True when a hash was made with another cost than today's, so that it is made anew at the next sign-in. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(`scrypt$${cost.N}$${cost.r}$${cost.p}$`);
}

const common = [
  'password',
  'passwort',
  'qwerty',
  'qwertz',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'abcdefgh',
  '12345678',
  '87654321',
  'trustno1',
  'football',
  'princess',
  'sunshine',
  'changeme',
];

const letters = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Throws `invalid` for a password that is too short, too long or easy to guess: a common one with a tail, few different
 * characters, or made of the person's own name or address. No rules of composition (ASVS 6.2).
 */
export function checkPassword(password: string, context: readonly string[]): void {
  const size = Array.from(exact(password)).length;
  if (size < limits.passwordMin) refuse(`Use at least ${limits.passwordMin} characters.`);
  if (size > limits.passwordMax) refuse(`Use at most ${limits.passwordMax} characters.`);
  const plain = letters(password);
  if (new Set(plain).size < 5) refuse('Use more different characters.');
  const words = [...common, 'stet', ...context.flatMap((text) => letters(text).split(/[\s@.]+/))];
  const rest = words.filter((word) => word.length >= 4).reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.replace(/[\d\W_]/gu, '').length < 4 && rest.length < limits.passwordMin) {
    refuse('This password is easy to guess. Use a few unrelated words.');
  }
}

function refuse(message: string): never {
  throw new Refusal('invalid', { message, issues: [{ code: 'weak_password', where: 'password', message }] });
}
