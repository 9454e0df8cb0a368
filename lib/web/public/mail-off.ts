import { rates } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';
import { switchMailOff } from '@/lib/notifications/mail/settings';
import { mailIsOffAnswer, missingAnswer } from '@/lib/pages/answers/missing';
import { lastSite, readSite } from '@/lib/pages/queries/site';
import { countTry } from '@/lib/web/rates';
import { answered, type PublicHandler } from '@/lib/web/public/route';

/**
 * Switches mail off at once. Mail programs send it by themselves and from anywhere (RFC 8058), so no origin is asked: the signed
 * address is all that it takes, it changes nothing else, and the body is not read.
 */
export const takeMailOff: PublicHandler = async (request, context) => {
  const { pathname: path } = new URL(request.url);
  const site = await readSite(db()).catch(() => lastSite());
  const token = [(await context.params)?.['token'] ?? ''].flat().join('/');
  return answered(request, { path, site }, async () => {
    await countTry(`mail-off:${request.headers.get('x-stet-address') ?? ''}`, rates.report);
    const isOff = await switchMailOff(decodeURIComponent(token));
    return isOff ? mailIsOffAnswer(site) : missingAnswer({ path, site }, 'This address was never sent by us.');
  });
};
