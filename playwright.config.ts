import { defineConfig, devices } from '@playwright/test'
import { CHROMIUM_FLAGS } from './scripts/find-chromium.mjs'

const port = Number(process.env.E2E_PORT ?? 3979)

/**
 * The tests drive a real demo, started by tests/e2e/global-setup.ts in a data directory of its own. E2E_BASE_URL points
 * them at a server that runs already.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL ?? `http://127.0.0.1:${port}`,
    // a trace doubles the time of tests of many keys: `npm run test:e2e -- --trace on` has one
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: CHROMIUM_FLAGS,
      // Set by the global set-up, which finds one that starts.
      ...(process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : {}),
    },
  },
})
