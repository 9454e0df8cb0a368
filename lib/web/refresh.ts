import { publicPages } from '@/lib/pages/public-pages';
import { log } from '@/lib/system/log';

/**
 * After a command that changed what readers see, before its answer goes out: the pages in this process are the new ones.
 * What was committed stays committed: a failure here is logged, and the next comparison with the database mends it.
 */
export async function refreshPages({ changedPaths }: { readonly changedPaths: readonly string[] }): Promise<void> {
  await publicPages()
    .refresh(changedPaths)
    .catch((error: unknown) => {
      log.warn('refresh_failed', { error: error instanceof Error ? error.name : 'unknown' });
    });
}
