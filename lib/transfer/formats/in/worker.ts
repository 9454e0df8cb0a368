import { readFile, type FileToRead } from '@/lib/transfer/formats/in/read';

// The entry of the process that reads files: whatever stands in them, the one that answers requests goes on meanwhile.
process.on('message', ({ id, file }: { id: number; file: FileToRead }) => {
  void readFile(file).then(
    (readings) => process.send?.({ id, readings }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
