let source: (() => Date) | null = null;

/** The time now: the one clock of the program (nobody else calls `new Date()` without an argument). */
export function now(): Date {
  return source ? source() : new Date();
}

/** Replaces the clock in a test; `null` brings the real one back. */
export function setClock(next: (() => Date) | null): void {
  source = next;
}
