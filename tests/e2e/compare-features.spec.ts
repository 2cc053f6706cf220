import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { DICTIONARY, expect, test } from './support/test'

interface Row {
  readonly index: number
}

/** Returns the numbers of the features that fire most, and so have all that can be compared. */
async function strongest(page: Page, count: number): Promise<number[]> {
  const answer = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features?limit=${count}`)
  const { items } = (await answer.json()) as { items: Row[] }
  return items.map(({ index }) => index)
}

const address = (...features: readonly (number | string)[]) =>
  `/compare/features?${features.map((feature) => `f=${encodeURIComponent(`${DICTIONARY}:${feature}`)}`).join('&')}`

async function decoderOf(page: Page, index: number): Promise<number[]> {
  const answer = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features/${index}/vector`)
  return ((await answer.json()) as { decoder: number[] }).decoder
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, k) => sum + value * y[k], 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

test.describe('comparing features', () => {
  test('shows two features side by side, with the cosine of their decoders', async ({ page }) => {
    const [a, b] = await strongest(page, 2)
    await page.goto(address(a, b))
    for (const index of [a, b]) {
      await expect(page.getByRole('link', { name: `#${index} ${DICTIONARY}` })).toBeVisible()
      await expect(page.getByRole('heading', { level: 3, name: `#${index} of ${DICTIONARY}` })).toHaveCount(5)
    }
    await expect(page.getByRole('row', { name: /^density/ }).getByRole('cell')).toHaveCount(2)
    const expected = cosine(await decoderOf(page, a), await decoderOf(page, b)).toFixed(2)
    const cell = page
      .getByRole('region', { name: 'Cosine of decoders' })
      .getByRole('row', { name: new RegExp(`^${DICTIONARY}:${a} `) })
      .getByRole('cell')
      .nth(1)
    await expect(cell).toHaveText(expected.replace('-', '−'))
    expect(await faultsOf(page)).toEqual([])
  })

  test('takes features in and out, and Back undoes it', async ({ page }) => {
    const [a, b, c] = await strongest(page, 3)
    await page.goto(address(a, b))
    const heads = page.getByRole('heading', { level: 2, name: /./ }).and(page.locator('li h2'))
    await expect(heads).toHaveCount(2)
    await page.getByLabel('Feature', { exact: true }).fill(String(c))
    await page.getByRole('button', { name: 'Add' }).click()
    await expect(heads).toHaveCount(3)
    await expect(page).toHaveURL(new RegExp(`${c}$`))
    await page.getByRole('button', { name: `Take #${a} of ${DICTIONARY} out` }).click()
    await expect(heads).toHaveCount(2)
    await page.goBack()
    await expect(heads).toHaveCount(3)
    await page.goBack()
    await expect(heads).toHaveCount(2)
  })

  test('says what is wrong with a number', async ({ page }) => {
    const [a, b] = await strongest(page, 2)
    await page.goto(address(a, b))
    for (const [typed, says] of [
      ['zqxj', /No feature is found|Type the number of a feature/],
      ['99999', /has features 0 to/],
      [String(a), /here already/],
    ] as const) {
      // a press before the page has its scripts is lost
      await expect(async () => {
        await page.getByLabel('Feature', { exact: true }).fill(typed)
        await page.getByRole('button', { name: 'Add' }).click()
        await expect(page.getByRole('main').getByRole('alert')).toHaveText(says, { timeout: 2000 })
      }).toPass()
    }
    await page.goto(`${address(a, b)}&f=abc`)
    await expect(page.getByText(/“abc” in the address is not a feature/)).toBeVisible()
    await page.goto(address(a, 99999))
    await expect(page.getByText(/There is no feature 99999/)).toBeVisible()
    await expect(page.getByText('One more feature is needed.')).toBeVisible()
  })

  test('finds a feature to add by words, and says how two are correlated', async ({ page }) => {
    const [a, b] = await strongest(page, 2)
    await page.goto(address(a, b))
    const options = page.getByRole('option')
    await expect(async () => {
      await page.getByLabel('Feature', { exact: true }).fill('require')
      await expect(options.first()).toBeVisible({ timeout: 3000 })
    }).toPass()
    const texts = await options.allTextContents()
    const numbers = texts.map((text) => Number(/^#(\d+)/.exec(text)?.[1]))
    const other = numbers.find((number) => number !== a && number !== b)
    await page.getByRole('option', { name: new RegExp(`^#${other}\\D`) }).click()
    await expect(page.getByRole('link', { name: `#${other} ${DICTIONARY}` })).toBeVisible()
    await expect(
      page.getByRole('region', { name: 'Correlation of activations' }).getByRole('row'),
    ).toHaveCount(4)
    expect(await faultsOf(page)).toEqual([])
  })

  test('fits a phone', async ({ page }) => {
    const [a, b, c, d] = await strongest(page, 4)
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto(address(a, b, c, d))
    await expect(page.getByRole('link', { name: `#${d} ${DICTIONARY}` })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})
