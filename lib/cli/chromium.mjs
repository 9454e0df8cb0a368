/** The browser of the journeys: $CHROMIUM, Playwright's own, Debian's, Chrome. */
import { existsSync } from 'node:fs';

import { chromium } from 'playwright/test';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The program file of the first browser that is there.
 * @returns {string | undefined}
 */
export function findChromium() {
  return [process.env['CHROMIUM'], chromium.executablePath(), ...usual].find((file) => file && existsSync(file));
}
