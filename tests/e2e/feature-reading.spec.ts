import type { Locator, Page } from '@playwright/test'
import { DICTIONARY, expect, test } from './support/test'

const FEATURE = `/d/${DICTIONARY}/196`
const PHONE = { width: 390, height: 844 }

const rowsOf = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}( \\d| random)`) }).getByRole('listitem')
const tipOf = (page: Page) => page.getByRole('dialog', { name: 'Token' })

async function open(page: Page, address = FEATURE): Promise<void> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
}

/** Scrolls through the examples, so that all of them are asked for. */
async function toTheEnd(page: Page): Promise<void> {
  for (const name of ['Interval 2', 'Interval 6', 'Random'])
    await page.getByRole('heading', { name: new RegExp(`^${name}\\b`) }).scrollIntoViewIfNeeded()
}

test.describe('the view', () => {
  test('is undone by Back, and stays on the way to the next feature', async ({ page }) => {
    await open(page)
    const whole = page.getByRole('radio', { name: 'Whole text' })
    await whole.click()
    await expect(page).toHaveURL(/layout=whole/)
    await page.goBack()
    await expect(whole).not.toBeChecked()
    await page.goForward()
    await expect(whole).toBeChecked()
    await page.locator('a[rel="next"]').first().click()
    await expect(page).not.toHaveURL(/\/196\b/)
    await expect(page).toHaveURL(/layout=whole/)
    await expect(whole).toBeChecked()
  })

  test('stands where it stood when a reader comes back', async ({ page }) => {
    await open(page)
    await toTheEnd(page)
    await expect(rowsOf(page, 'Random').first()).toBeAttached()
    const column = page.locator('#input').locator('..')
    await column.evaluate((element) => element.scrollTo(0, 150))
    await page.evaluate(() => window.scrollTo(0, 700))
    // a press by the test itself would scroll the page first
    await page
      .getByRole('navigation')
      .getByRole('link', { name: 'Search' })
      .first()
      .evaluate((link: HTMLAnchorElement) => link.click())
    await expect(page).toHaveURL(/\/search/)
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Examples' })).toBeAttached()
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(700)
    await expect.poll(() => column.evaluate((element) => element.scrollTop)).toBe(150)
  })
})

test.describe('a text of the reader', () => {
  test('is tested by keys, left by Escape, and not taken for a newer one', async ({ page }) => {
    await open(page)
    const field = page.getByLabel('Text to test')
    await field.fill('if food is fine')
    await page.keyboard.press('Control+Enter')
    const said = page.getByRole('region', { name: 'Test' }).getByRole('status')
    await expect(said).toContainText('tokens')
    await field.press('End')
    await page.keyboard.type(' now')
    await expect(said).toContainText('The text has changed')
    await page.keyboard.press('Escape')
    await expect(field).not.toBeFocused()
  })

  test('goes along to the next feature, and a link to it shows its result', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Try: its strongest example' }).click()
    const tested = page.getByRole('group', { name: 'Tested text' })
    await expect(tested.locator('bdi').first()).toBeVisible()
    await expect(page).toHaveURL(/[?&]text=/)
    const text = await page.getByLabel('Text to test').inputValue()
    const address = page.url()
    await page.locator('a[rel="next"]').first().click()
    await expect(page).not.toHaveURL(address)
    await expect(page.getByLabel('Text to test')).toHaveValue(text)
    await page.goto(address)
    await expect(tested.locator('bdi').first()).toBeVisible()
  })
})

test.describe('the tip of a token', () => {
  test('can be entered by the pointer, and its token searched for', async ({ page }) => {
    await open(page)
    await rowsOf(page, 'Top').first().locator('bdi.sel').hover()
    const tip = tipOf(page)
    await expect(tip).toContainText('of maximum')
    const place = await tip.textContent()
    const box = await tip.boundingBox()
    if (!box) throw new Error('the tip has no place')
    await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 12 })
    await page.waitForTimeout(400)
    expect(await tip.textContent()).toContain(place?.slice(0, 20))
    await tip.getByRole('link', { name: 'Features that fire on this token' }).click()
    await expect(page).toHaveURL(/\/search\?.*id=/)
  })

  test('is entered by Enter and left by Escape', async ({ page }) => {
    await open(page)
    const token = rowsOf(page, 'Top').first().locator('bdi.sel')
    await token.focus()
    await expect(token).toHaveAttribute('aria-describedby', /.+/)
    await page.keyboard.press('Enter')
    await expect(tipOf(page).getByRole('link')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(token).toBeFocused()
  })

  test('is a sheet on a phone that leaves the token in sight and can be closed', async ({ page }) => {
    await page.setViewportSize(PHONE)
    await open(page)
    const token = rowsOf(page, 'Top').nth(3).locator('bdi.sel')
    await token.click()
    const [sheet, at] = [await tipOf(page).boundingBox(), await token.boundingBox()]
    if (!sheet || !at) throw new Error('the sheet or its token has no place')
    expect(sheet.height).toBeLessThan(0.45 * PHONE.height)
    expect(at.y + at.height).toBeLessThan(sheet.y)
    await tipOf(page).getByRole('button', { name: 'Close' }).click()
    await expect(tipOf(page)).toBeHidden()
  })
})

test.describe('a failure', () => {
  test.use({ expectedErrors: [/400/] })
  test('of all examples is one notice with one button', async ({ page }) => {
    const broken = /\/examples\?group=\d/
    await page.route(broken, (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'busy', message: 'Out of order.' } } }),
    )
    await open(page)
    await toTheEnd(page)
    await expect(page.getByText('could not be loaded either')).not.toHaveCount(0)
    await expect(page.getByText('Out of order.')).toHaveCount(1)
    await page.unroute(broken)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(rowsOf(page, 'Interval 10').first()).toBeAttached()
    await expect(page.getByText('could not be loaded')).toHaveCount(0)
  })
})

test.describe('on any width', () => {
  for (const width of [320, 390, 860, 900, 1024, 1200, 1440])
    test(`nothing runs over at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 })
      await open(page)
      const root = page.locator('html')
      expect(await root.evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(width)
      const rows = page.getByRole('region', { name: 'Top tokens' }).getByRole('row')
      for (const row of await rows.all()) await expectApart(row)
    })

  test('the tabs of a phone lead to their panes', async ({ page }) => {
    await page.setViewportSize(PHONE)
    await open(page)
    const tabs = page.getByRole('navigation', { name: 'Panes' })
    for (const name of ['Examples', 'Output', 'Input', 'Meaning']) {
      const tab = tabs.getByRole('link', { name })
      await tab.click()
      await expect(tab).toHaveAttribute('aria-current', 'true')
      await page.waitForLoadState('networkidle')
      await expect(tab).toHaveAttribute('aria-current', 'true')
    }
  })
})

test('a neuron leads to its page', async ({ page }) => {
  await open(page)
  const neuron = page.getByRole('region', { name: 'Closest neurons' }).getByRole('link').first()
  const number = (await neuron.textContent())?.slice(1)
  await neuron.click()
  await expect(page).toHaveURL(new RegExp(`neurons/${number}$`))
})

test('levels of activation survive the colours of a reader', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open(page)
  const strong = rowsOf(page, 'Top').first().locator('bdi.sel')
  const looks = await strong.evaluate((token) => {
    const { backgroundColor, outlineStyle } = getComputedStyle(token)
    const page = getComputedStyle(document.body).backgroundColor
    return { isOutlined: outlineStyle !== 'none', isFilled: backgroundColor !== page }
  })
  expect(looks).toEqual({ isOutlined: true, isFilled: true })
})

test('a feature prints on three pages at most, with its shading', async ({ page }) => {
  await open(page)
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.length).toBeLessThanOrEqual(3)
  const adjust = (token: Element) => getComputedStyle(token).getPropertyValue('print-color-adjust')
  expect(await rowsOf(page, 'Top').first().locator('bdi.sel').evaluate(adjust)).toBe('exact')
})

/** Expects that the texts of a row's cells do not run into one another. */
async function expectApart(row: Locator): Promise<void> {
  const boxes = await row.locator('td, th').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      const { left, right } = range.getBoundingClientRect()
      return { left, right }
    }),
  )
  for (const [at, { left }] of boxes.entries())
    if (at > 0) expect(left).toBeGreaterThanOrEqual(boxes[at - 1].right - 0.5)
}
