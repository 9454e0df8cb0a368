import { z } from 'zod';

/** What became of one entry of an imported text, as its report keeps it. */
export const importLine = z.object({
  /** Where it stands in the text: its first line, or the number of the item. */
  line: z.int(),
  name: z.string(),
  title: z.string(),
  outcome: z.enum(['taken', 'merged', 'known', 'refused', 'left']),
  warnings: z.array(z.string()),
  sourceId: z.string().exactOptional(),
  key: z.string().exactOptional(),
  because: z.string().exactOptional(),
  added: z.array(z.string()).readonly().exactOptional(),
  /** The line of the entry that it repeats. */
  sameAs: z.int().exactOptional(),
});
export type ImportLine = z.infer<typeof importLine>;
