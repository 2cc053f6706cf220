import { gzipSync } from 'node:zlib'
import type { APIRequestContext, Page, Response } from '@playwright/test'
import { faultsOf } from './support/axe'
import { holdAnswers } from './support/hold'
import { expectNoShift, watchShifts } from './support/shifts'
import { DICTIONARY, expect, test } from './support/test'

const KB = 1000

/** Features of the dictionary, densest first. */
async function features(request: APIRequestContext, limit = 40): Promise<{ index: number; count: number }[]> {
  const answer = await request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=${limit}`)
  return (await answer.json()).items
}

/** Features of base64, hex, Arabic and Chinese, whose tokens are letters and bytes: their examples have the most tokens. */
const LETTERS = [0, 3160, 1600, 900, 1880, 3420]

const addressOf = (index: number) => `/d/${DICTIONARY}/${index}`

/** A group of examples: "Top", "Interval 3", "Random", "Bin". */
const group = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}( \\d| random)`) })
const rowsOf = (page: Page, name: string) => group(page, name).getByRole('listitem')
/** The token that an example was chosen for. */
const chosenToken = (page: Page, name: string) => rowsOf(page, name).first().locator('bdi.sel')
const tipOf = (page: Page) => page.getByRole('dialog', { name: 'Token' })
/** The marks of a token on the two histograms. */
const marks = (page: Page) => page.locator('[data-mark]')

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
  await expect(rowsOf(page, 'Random').first()).toBeAttached()
  await expect(page.locator('#examples [aria-busy="true"]')).toHaveCount(0)
  await chosenToken(page, 'Interval 0').hover()
  await expect(marks(page)).toHaveCount(2)
}

test.describe('budgets of the feature page', () => {
  test('its document is small, plain and compressed', async ({ request }) => {
    const { items } = await (
      await request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=random&seed=1&limit=30`)
    ).json()
    const densest = (await features(request)).filter((_, i) => i % 8 === 0)
    for (const { index } of [...densest, ...items, ...LETTERS.map((at) => ({ index: at }))]) {
      const html = await (await request.get(addressOf(index))).body()
      expect(html.length, `HTML of #${index}`).toBeLessThanOrEqual(150 * KB)
      expect(gzipSync(html).length, `gzipped HTML of #${index}`).toBeLessThanOrEqual(40 * KB)
    }
  })

  test('the strongest that there is no room for follow, and move nothing', async ({ page }) => {
    await watchShifts(page)
    let cut = 0
    for (const index of LETTERS) {
      const { topExamples } = await (
        await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features/${index}`)
      ).json()
      const sent = (await (await page.request.get(addressOf(index))).text()).split('class="sel"').length - 1
      if (sent >= topExamples) continue
      cut++
      const release = await holdAnswers(page, '**/examples?*')
      await page.goto(addressOf(index))
      await expect(rowsOf(page, 'Top')).toHaveCount(sent)
      await chosenToken(page, 'Top').focus()
      await expect(tipOf(page)).toBeVisible()
      release()
      await expect(rowsOf(page, 'Top')).toHaveCount(topExamples)
      await expect(tipOf(page)).toBeVisible()
      await expect(chosenToken(page, 'Top')).toBeFocused()
      await expectNoShift(page)
      await page.unroute('**/examples?*')
    }
    expect(cut).toBeGreaterThan(0)
  })

  test('its first scripts are at most 350 KB compressed', async ({ page }) => {
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
    expect(total).toBeLessThanOrEqual(350 * KB)
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
    await page.getByRole('application', { name: /non-zero activations/ }).focus()
    await page.keyboard.press('End')
    await expect(
      page.getByRole('dialog', { name: 'Examples of the bar' }).locator('bdi').first(),
    ).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]bin=39/)
    await expect(rowsOf(page, 'Bin').first()).toBeVisible()
    expect(Number.parseFloat((await rowsOf(page, 'Bin').first().textContent()) ?? '')).toBeGreaterThan(0)
    await expect(group(page, 'Top')).toHaveCount(0)
    await page.reload()
    await expect(rowsOf(page, 'Bin').first()).toBeVisible()
    await page.getByRole('button', { name: /show all examples again/i }).click()
    await expect(rowsOf(page, 'Top').first()).toBeVisible()
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
    await chosenToken(page, 'Top').focus()
    const tip = tipOf(page)
    await expect(tip).toContainText('Raises most')
    await expect(tip.getByRole('listitem').filter({ hasText: /[+−]\d/ })).toHaveCount(
      own.raised.length + own.lowered.length,
    )
    await expect(marks(page)).toHaveCount(2)
  })

  test('a long raised token is shown in room that was kept for it', async ({ page }) => {
    const long = { id: 1, text: 'aVeryLongIdentifierThatIsOneToken', value: 1.25 }
    const release = await holdAnswers(page, '**/effects?*', async (route, held) => {
      const answer = await route.fetch()
      const effects = await answer.json()
      const items = effects.items.map((item: object) => ({ ...item, lowered: Array(5).fill(long) }))
      await held
      await route.fulfill({ response: answer, json: { ...effects, items } })
    })
    await open(page)
    await chosenToken(page, 'Top').hover()
    const lists = tipOf(page).getByRole('list')
    const places = () => Promise.all([0, 1].map((nth) => lists.nth(nth).boundingBox()))
    await expect(tipOf(page).locator('[aria-busy="true"]')).toBeVisible()
    const before = await places()
    release()
    await expect(lists.nth(1).getByText('aVeryLong')).toHaveCount(5)
    expect(await places()).toEqual(before)
    await expect(lists.nth(1).getByText('+1.25').first()).toBeInViewport({ ratio: 1 })
  })

  test('are whole sequences, with or without line breaks, and name their documents', async ({ page }) => {
    await open(page)
    await page.getByRole('radio', { name: 'Whole text' }).click()
    const row = rowsOf(page, 'Top').first()
    await expect.poll(() => row.locator('bdi').count()).toBeGreaterThan(60)
    await page.getByRole('checkbox', { name: 'Line breaks' }).click()
    await expect(page).toHaveURL(/lines=hidden/)
    await expect(row).toContainText(/\.\w+$/)
  })
})

test('nearest features by activity come from the same tokens', async ({ page }) => {
  await open(page)
  await page.getByRole('radio', { name: 'activity' }).click()
  await expect(page.getByText(/over all .+ tokens of the analysis, .+ of them active/)).toBeVisible({
    timeout: 30_000,
  })
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
    await chosenToken(page, 'Top').focus()
    await expect(
      tipOf(page)
        .getByRole('listitem')
        .filter({ hasText: /[+−]\d/ })
        .first(),
    ).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })
