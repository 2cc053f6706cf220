/**
 * `npm run screenshots [address] [folder]`: pictures of every page of a running demo, at two widths and in both
 * themes, into docs/screenshots. The feature shown is the first of the home page; a page that the installation has
 * nothing for, such as results without a closed study, is pictured as it is.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs'

const base = process.argv[2] ?? 'http://127.0.0.1:3210'
const out = path.resolve(
  process.argv[3] ?? path.join(path.dirname(import.meta.dirname), 'docs', 'screenshots'),
)
mkdirSync(out, { recursive: true })

const SIZES = [
  [1440, 1000],
  [390, 844],
]

/** What is computed on request takes a while on a busy machine. */
const PATIENCE_MS = 120_000

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
try {
  const pages = await addresses()
  for (const [width, height] of SIZES)
    for (const theme of ['light', 'dark'])
      for (const [name, address] of Object.entries(pages))
        await picture(name, address, { width, height }, theme)
} finally {
  await browser.close()
}

async function addresses() {
  const page = await browser.newPage({ baseURL: base })
  await page.goto('/')
  const feature = await page.locator('.fl a[href^="/d/"]').first().getAttribute('href')
  await page.close()
  const dictionary = feature.slice(0, feature.lastIndexOf('/'))
  return {
    home: '/',
    browse: dictionary,
    gallery: `${dictionary}?view=gallery`,
    feature,
    quality: `${dictionary}/quality`,
    search: '/search?q=import',
    compare: '/compare',
    annotate: '/annotate',
    practice: '/annotate/practice',
    results: '/annotate/results',
    lists: '/lists',
    runs: '/runs',
  }
}

async function picture(name, address, viewport, theme) {
  const context = await browser.newContext({ baseURL: base, viewport, colorScheme: theme })
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS })
  await page.screenshot({ path: path.join(out, `${name}-${viewport.width}-${theme}.png`) })
  await context.close()
}
