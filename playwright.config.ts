import { defineConfig } from 'playwright/test';

import { findChromium } from './lib/cli/chromium.mjs';

/** Chosen once, in the runner; its workers read the same configuration. */
const port = Number((process.env['STET_E2E_PORT'] ??= String(20_000 + (process.pid % 20_000))));
const baseURL = `http://localhost:${port}`;
const executablePath = findChromium();

/** Browser journeys against the production build, with a database of their own that is new in every run. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  // Machines are shared: what fails is tried once more, and what then passes is named as flaky in the runner's sum and in ours.
  retries: 1,
  forbidOnly: true,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: 'node lib/cli/start.mjs --fresh',
    url: `${baseURL}/api/health`,
    timeout: 300_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      PORT: String(port),
      DATABASE_URL: '',
      STET_DATA_DIR: '.data/e2e',
      DEMO: '1',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: '1',
      NEXTAUTH_URL: baseURL,
    },
  },
});
