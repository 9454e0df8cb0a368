import type { Role } from '@/lib/domain/actor';

/** The people of the demo. They exist only in demo mode, have no password and sign in by a card that works on loopback alone. */
export const people = [
  { handle: 'amal', name: 'Amal Darwish', email: 'amal@demo.invalid', role: 'editor' },
  { handle: 'yusuf', name: 'Yusuf Karim', email: 'yusuf@demo.invalid', role: 'editor' },
  { handle: 'jonas', name: 'Jonas Berg', email: 'jonas@demo.invalid', role: 'reviewer' },
  { handle: 'nora', name: 'Nora Lindqvist', email: 'nora@demo.invalid', role: 'reviewer' },
  { handle: 'rosa', name: 'Rosa Admin', email: 'rosa@demo.invalid', role: 'admin' },
] as const satisfies readonly { handle: string; name: string; email: string; role: Role }[];

export type Handle = (typeof people)[number]['handle'];
