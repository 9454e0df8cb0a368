import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { send, SendError, type SendInput } from '@/components/send';
import type { Endpoint } from '@/lib/contract/endpoint';

/** Sends one form's request: one at a time, with the error to show, and a fresh page after success. */
export function useSend<I extends z.ZodObject, O extends z.ZodType>(endpoint: Endpoint<I, O>) {
  const router = useRouter();
  const busyRef = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<SendError | null>(null);

  /** The answer, or null when it was refused (then `error` says why). `then` decides where to go; without it the page is asked anew. */
  async function run(input: SendInput<I>, then?: (output: z.output<O>) => string | null): Promise<z.output<O> | null> {
    if (busyRef.current) return null;
    busyRef.current = true;
    setBusy(true);
    setError(null);
    try {
      const output = await send(endpoint, input);
      const path = then?.(output);
      if (path) router.push(path);
      router.refresh();
      return output;
    } catch (problem) {
      setError(
        problem instanceof SendError ? problem : new SendError('unexpected', 'Something went wrong. Try again.'),
      );
      return null;
    } finally {
      busyRef.current = false;
      setBusy(false);
    }
  }
  return { run, busy, error };
}
