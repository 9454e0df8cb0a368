import { parentPort } from 'node:worker_threads';
import { readFile, type FileToRead } from '@/lib/transfer/formats/in/read';

// The entry of the thread that reads files: whatever stands in them, the process that answers requests goes on meanwhile.
parentPort?.on('message', ({ id, file }: { id: number; file: FileToRead }) => {
  void readFile(file).then(
    (readings) => parentPort?.postMessage({ id, readings }),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.message : 'unknown' }),
  );
});
