import { now } from '@/lib/system/clock';

/** A day of the database as ISO text, as `2026-11-27`. */
export const dayText = (day: Date | null): string | null => day?.toISOString().slice(0, 10) ?? null;

/** Today, in UTC. */
export const today = (): string => now().toISOString().slice(0, 10);

/** True from the day on that something was to be done by. */
export const isDue = (day: string | null): boolean => day !== null && day <= today();
