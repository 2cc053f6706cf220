import type { Page } from '@playwright/test'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'

const FEATURE = `/d/${DICTIONARY}/17`
const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')

/** Opens a page that answers to keys. */
async function open(page: Page, address: string, key = 'p') {
  await page.goto(address)
  await answersTo(page, key)
}

test.describe('the palette', () => {
  test('gets what is typed right after the keys that open it, and the page none of it', async ({ page }) => {
    await open(page, FEATURE, 's')
    const star = page.getByRole('button', { name: /^Star/ })
    const before = await star.getAttribute('aria-pressed')
    // the code of the palette is on its way while these are typed
    await page.keyboard.press('Control+k')
    await page.keyboard.type('script')
    await expect(palette(page)).toHaveValue('script')
    await page.keyboard.press('Escape')
    await expect(palette(page)).toHaveCount(0)
    await expect(star).toHaveAttribute('aria-pressed', before ?? 'false')
  })

  for (const [pasted, address] of [
    ['#21', `/d/${DICTIONARY}/21`],
    ['2152', `/d/${DICTIONARY}/2152`],
    ['neurons 5', '/d/one-layer-a.neurons/5'],
    ['import', `/search?q=import`],
    ['compare', '/compare'],
  ] as const)
    test(`opens ${pasted} when it is pasted and Enter follows at once`, async ({ page }) => {
      await open(page, FEATURE)
      await page.keyboard.press('Control+k')
      await expect(palette(page)).toBeFocused()
      await page.keyboard.insertText(pasted)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL((url) => `${url.pathname}${url.search}`.startsWith(address))
    })

  test('closes by the keys that open it, and gives the focus back', async ({ page }) => {
    await open(page, FEATURE)
    const opener = page.getByRole('link', { name: /^Go to a feature/ })
    await opener.focus()
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toBeFocused()
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toHaveCount(0)
    await expect(opener).toBeFocused()
  })
})

test.describe('the field of the front page', () => {
  test('finds something for each of its own examples', async ({ page }) => {
    await open(page, '/')
    const field = page.getByRole('main').getByRole('combobox')
    const placeholder = await field.getAttribute('placeholder')
    const examples = placeholder?.split(', ') ?? []
    expect(examples.length).toBeGreaterThan(1)
    for (const example of examples) {
      await field.fill(example)
      await expect(page.getByRole('option', { name: /^#\d|features that fire on it/ }).first()).toBeVisible()
    }
  })

  test('opens what is chosen, and Escape closes its list', async ({ page }) => {
    await open(page, '/')
    const field = page.getByRole('main').getByRole('combobox')
    await field.fill('21')
    await expect(page.getByRole('option', { name: /^#21\b/ })).toBeVisible()
    await field.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(0)
    await field.fill('quote')
    await expect(page.getByText(/of its activation is on quotation marks/).first()).toBeVisible()
    await field.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/d/${DICTIONARY}/\\d+$`))
  })
})

test.describe('the page of search', () => {
  test('names its dictionary, keeps the focus, and Back returns to the question before', async ({ page }) => {
    await open(page, '/search?q=import')
    await expect(page).toHaveURL(`/search?q=import&dictionary=${DICTIONARY}`)
    await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    const field = page.getByRole('searchbox', { name: 'Search tokens' })
    await field.fill('return')
    await field.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('“return”')
    await expect(field).toBeFocused()
    await expect(page).toHaveURL(`/search?q=return&dictionary=${DICTIONARY}`)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('“import”')
    await expect(field).toHaveValue('import')
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
  })

  test('counts a density when typing pauses, and leaves it out of the address when it is empty', async ({
    page,
  }) => {
    await open(page, `/search?q=import&dictionary=${DICTIONARY}`)
    const density = page.getByRole('textbox', { name: 'Maximum density in percent' })
    await density.fill('0.0001')
    await expect(page).toHaveURL(/density=0.0001/)
    await expect(page.getByText('No feature below 0.0001 % density.')).toBeVisible()
    await expect(density).toBeFocused()
    await density.fill('')
    await expect(page).toHaveURL(`/search?q=import&dictionary=${DICTIONARY}`)
  })

  test('orders by a head, and opens a feature by a press anywhere on its row', async ({ page }) => {
    await open(page, `/search?q=import&dictionary=${DICTIONARY}`)
    await page.getByRole('button', { name: /^max/ }).click()
    await expect(page).toHaveURL(/sort=max/)
    await expect(page.getByRole('columnheader', { name: /^max/ })).toHaveAttribute('aria-sort', 'descending')
    // the rows of the order before stand until those of the new one are there
    await page.waitForLoadState('networkidle')
    const row = page.getByRole('row').nth(2)
    const number = (await row.getByRole('link').innerText()).slice(1)
    // the link of the number fills the row
    await row.getByRole('cell').nth(2).click({ force: true })
    await expect(page).toHaveURL(`/d/${DICTIONARY}/${number}`)
  })

  test('marks the words it found, and finds a kind of tokens that no label names', async ({ page }) => {
    await open(page, `/search?q=token&tab=labels&dictionary=${DICTIONARY}`)
    await expect(page.locator('mark').first()).toHaveText(/token/i)
    await page.goto(`/search?q=quote+of+a+path&dictionary=${DICTIONARY}`)
    await expect(page.getByText(/of its activation is on quotation marks/).first()).toBeVisible()
  })
})
