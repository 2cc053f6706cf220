/**
 * `npm run screenshots [address] [folder]` takes pictures of every page of a running demo, at two widths and in both
 * themes, into docs/screenshots. The feature in them is the first of the home page. Pages of a study, a list or
 * results are taken if the installation has one.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs'
import { PICTURES } from './screenshot-pages.mjs'

const base = process.argv[2] ?? 'http://127.0.0.1:3210'
const out = path.resolve(
  process.argv[3] ?? path.join(path.dirname(import.meta.dirname), 'docs', 'screenshots'),
)
mkdirSync(out, { recursive: true })

const SIZES = [
  [1440, 1000],
  [390, 844],
]
/** The name of the visitor, so that pages that ask for a name show their content. */
const PERSON = 'Ada'
/** Values that are computed on request take a while on a busy machine. */
const PATIENCE_MS = 120_000
/** WebP is a quarter of PNG here, and the history keeps every picture. */
const PICTURE = { format: 'webp', quality: 88 }

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
try {
  const places = await findPlaces()
  for (const [width, height] of SIZES)
    for (const theme of ['light', 'dark'])
      for (const pictures of Object.values(PICTURES))
        for (const [name, addressOf] of Object.entries(pictures)) {
          const address = addressOf(places)
          if (address) await picture(name, address, { width, height }, theme)
        }
} finally {
  await browser.close()
}

async function findPlaces() {
  const page = await browser.newPage({ baseURL: base })
  await page.goto('/')
  const href = await page
    .getByRole('region', { name: 'Features to start with' })
    .getByRole('link')
    .first()
    .getAttribute('href')
  const [, dictionary, feature] = /^\/d\/([^/]+)\/(\d+)/.exec(href)
  const items = async (address) => (await (await page.request.get(address)).json()).items
  const studies = await items('/api/v1/studies')
  const [list] = await items('/api/v1/lists')
  await page.close()
  return {
    dictionary,
    feature: Number(feature),
    study: studies.find(({ closedAt }) => closedAt === null)?.id ?? null,
    closed: studies.find(({ closedAt }) => closedAt !== null)?.id ?? null,
    list: list?.slug ?? null,
  }
}

async function picture(name, address, viewport, theme) {
  const context = await browser.newContext({ baseURL: base, viewport, colorScheme: theme })
  await context.addInitScript((person) => localStorage.setItem('semascope-person', person), PERSON)
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS })
  const session = await context.newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', PICTURE)
  writeFileSync(path.join(out, `${name}-${viewport.width}-${theme}.webp`), Buffer.from(data, 'base64'))
  await context.close()
}
