import { gzipSync } from 'node:zlib'
import type { APIRequestContext, Page, Response } from '@playwright/test'
import { faultsOf } from './support/axe'
import { expectNoShift, watchShifts } from './support/shifts'
import { DICTIONARY, expect, test } from './support/test'

const KB = 1000

/** Features of the dictionary, densest first. */
async function features(request: APIRequestContext, limit = 40): Promise<{ index: number; count: number }[]> {
  const answer = await request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=${limit}`)
  return (await answer.json()).items
}

const addressOf = (index: number) => `/d/${DICTIONARY}/${index}`

async function open(page: Page, nth = 20): Promise<number> {
  const { index } = (await features(page.request))[nth]
  await page.goto(addressOf(index))
  await page.waitForLoadState('networkidle')
  return index
}

/** Opens a feature and scrolls through all of its examples. */
async function scrollAll(page: Page): Promise<void> {
  await open(page)
  for (let step = 0; step < 48; step++) {
    await page.mouse.move(500 + (step % 7) * 40, 500)
    await page.mouse.wheel(0, 180)
    if (step % 6 === 0) await page.keyboard.press('Shift')
    // groups are asked for when a frame shows them near the window
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
  }
  // all of them came, and the pointer marks the histograms from any of them
  await expect(page.locator('#g-random .ex').first()).toBeAttached()
  await expect(page.locator('.exskel')).toHaveCount(0)
  await page.locator('#i0 .ex bdi.sel').first().hover()
  await expect(page.locator('.hist .mark')).toHaveCount(2)
}

test.describe('budgets of the feature page', () => {
  test('its document is small, plain and compressed', async ({ request }) => {
    for (const { index } of (await features(request)).slice(0, 40).filter((_, i) => i % 8 === 0)) {
      const html = await (await request.get(addressOf(index))).body()
      expect(html.length, `HTML of #${index}`).toBeLessThanOrEqual(150 * KB)
      expect(gzipSync(html).length, `gzipped HTML of #${index}`).toBeLessThanOrEqual(40 * KB)
    }
  })

  test('its first scripts are at most 200 KB compressed', async ({ page }) => {
    const sizes = new Map<string, Promise<number>>()
    const weigh = (response: Response) => {
      if (response.request().resourceType() === 'script')
        sizes.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        )
    }
    page.on('response', weigh)
    // What the page brings by itself; schemas of answers come after it, with the first call.
    await page.goto(addressOf((await features(page.request))[0].index), { waitUntil: 'load' })
    page.off('response', weigh)
    const total = (await Promise.all([...sizes.values()])).reduce((sum, size) => sum + size, 0)
    expect(sizes.size).toBeGreaterThan(0)
    expect(total).toBeLessThanOrEqual(200 * KB)
  })

  test('nothing shifts while all examples are scrolled', async ({ page }) => {
    test.setTimeout(120_000)
    await watchShifts(page)
    await scrollAll(page)
    await expectNoShift(page)
  })
})

test.describe('examples', () => {
  test('a bar of the histogram shows its examples and limits the page to them, by keys alone', async ({
    page,
  }) => {
    await open(page)
    const bins = page.getByRole('slider', { name: /^Bin of activations/ })
    await bins.focus()
    await page.keyboard.press('End')
    await expect(page.locator('.bintip bdi').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]bin=39/)
    const rows = page.locator('#g-bin .ex')
    await expect(rows.first()).toBeVisible()
    const maximum = Number(await page.locator('#g-bin .ex .a').first().textContent())
    expect(maximum).toBeGreaterThan(0)
    await expect(page.locator('#g-top')).toHaveCount(0)
    await page.reload()
    await expect(rows.first()).toBeVisible()
    await page.getByRole('button', { name: 'Show all examples again' }).click()
    await expect(page.locator('#g-top .ex').first()).toBeVisible()
    await expect(page).not.toHaveURL(/bin=/)
  })

  test('a token says what it raises and lowers, and marks both histograms', async ({ page }) => {
    const index = await open(page)
    const { items } = await (
      await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features/${index}/examples?group=top`)
    ).json()
    const effects = await (
      await page.request.get(
        `/api/v1/dictionaries/${DICTIONARY}/features/${index}/effects?sequence=${items[0].sequence}`,
      )
    ).json()
    const own = effects.items.find(({ position }: { position: number }) => position === items[0].position)
    expect(own.activation).toBeCloseTo(items[0].activation, 3)
    expect(own.lossEffect).toBeCloseTo(items[0].lossEffects[items[0].position], 3)
    await page.locator('#g-top .ex bdi.sel').first().focus()
    const tip = page.locator('#token-tip')
    await expect(tip.locator('.pair li .num')).toHaveCount(own.raised.length + own.lowered.length)
    await expect(tip).toContainText('Raises most')
    await expect(page.locator('.hist .mark')).toHaveCount(2)
  })

  test('a long raised token is shown in room that was kept for it', async ({ page }) => {
    const long = { id: 1, text: 'aVeryLongIdentifierThatIsOneToken', value: 1.25 }
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/effects?*', async (route) => {
      const answer = await route.fetch()
      const effects = await answer.json()
      const items = effects.items.map((item: object) => ({ ...item, lowered: Array(5).fill(long) }))
      await held
      await route.fulfill({ response: answer, json: { ...effects, items } })
    })
    await open(page)
    await page.locator('#g-top .ex bdi.sel').first().hover()
    const columns = page.locator('#token-tip .pair > div')
    const places = () => Promise.all([0, 1].map((nth) => columns.nth(nth).boundingBox()))
    await expect(page.locator('#token-tip .pair')).toHaveAttribute('aria-busy', 'true')
    const before = await places()
    release()
    await expect(columns.nth(1).locator('.lit')).toHaveCount(5)
    expect(await places()).toEqual(before)
    await expect(columns.nth(1).locator('.num').first()).toBeInViewport({ ratio: 1 })
  })

  test('are whole sequences, with or without line breaks, and name their documents', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'whole' }).click()
    await expect(page.locator('#g-top .whole').first()).toBeVisible()
    await page.getByRole('button', { name: 'no ⏎' }).click()
    await expect(page).toHaveURL(/lines=hidden/)
    await expect(page.locator('#g-top .src').first()).toHaveAttribute('title', /(training|held-out) text$/)
  })
})

test('nearest features by activity come from the same tokens', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'activity' }).click()
  await expect(page.getByText(/over .+ tokens, .+ of them active/)).toBeVisible({ timeout: 30_000 })
})

test('a term opens its definition by pointer and by keys', async ({ page }) => {
  await open(page)
  const term = page.getByRole('main').getByRole('button', { name: 'Density', exact: true }).first()
  await term.focus()
  await page.keyboard.press('Enter')
  const popover = page.locator('#glossary')
  await expect(popover).toContainText('The share of tokens on which the feature is active')
  await expect(term).toHaveAttribute('aria-describedby', 'glossary')
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
})

test('the feature and its vectors can be downloaded', async ({ page }) => {
  const index = await open(page)
  const vector = await (
    await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features/${index}/vector`)
  ).json()
  expect(vector.encoder).toHaveLength(vector.decoder.length)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Vector' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`${DICTIONARY}-${index}.safetensors`)
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await open(page)
    await page.locator('#g-top .ex bdi.sel').first().focus()
    await expect(page.locator('#token-tip .pair li .num').first()).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })
