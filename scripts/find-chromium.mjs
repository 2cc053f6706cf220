/**
 * Finds a Chromium that starts: PLAYWRIGHT_CHROMIUM, Playwright's own, one of the system, or the one inside the
 * package @sparticuz/chromium (Linux on x64).
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Flags for a closed network and for running as root. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Returns the path of a Chromium that starts. Throws an error with the command to run. */
export async function findChromium() {
  const tried = []
  for (const [source, find] of [
    ['PLAYWRIGHT_CHROMIUM', () => process.env.PLAYWRIGHT_CHROMIUM],
    ["Playwright's own", async () => (await import('@playwright/test')).chromium.executablePath()],
    ['the system', () => SYSTEM.find((file) => existsSync(file))],
    ['@sparticuz/chromium', packaged],
  ]) {
    const file = await Promise.resolve()
      .then(find)
      .catch(() => undefined)
    if (!file || !existsSync(file)) {
      tried.push(`${source}: none`)
      // A browser that the user named is not replaced by another.
      if (source === 'PLAYWRIGHT_CHROMIUM' && file) break
      continue
    }
    const error = startError(file)
    if (error === undefined) return file
    tried.push(`${source}: ${file} does not start (${error})`)
  }
  throw new Error(
    `no Chromium that starts (${tried.join('; ')}). Run "npx playwright install --with-deps chromium", ` +
      'or set PLAYWRIGHT_CHROMIUM to the path of one',
  )
}

async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: chromium } = await import('@sparticuz/chromium')
  return chromium.executablePath()
}

function startError(file) {
  try {
    execFileSync(file, ['--version', '--no-sandbox'], { stdio: 'pipe', timeout: 30_000 })
    return undefined
  } catch (error) {
    return String(error.stderr || error.message)
      .trim()
      .split('\n')[0]
  }
}
