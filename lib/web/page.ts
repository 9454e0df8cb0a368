import { forbidden, notFound } from 'next/navigation';
import { Refusal } from '@/lib/domain/refusal';

/** Awaits what a desk page asks for: a refusal becomes the 404 or 403 page, anything else goes on. */
export async function shown<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') notFound();
    if (error instanceof Refusal && error.code === 'forbidden') forbidden();
    throw error;
  }
}

/** A number from an address, or the 404 page. */
export function numberParam(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) notFound();
  return Number(value);
}

/** An id from an address, or the 404 page. */
export function idParam(value: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) notFound();
  return value;
}
