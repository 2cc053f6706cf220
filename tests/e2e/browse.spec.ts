import type { Page } from '@playwright/test'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'

const BROWSE = `/d/${DICTIONARY}`
/** Opens a page and waits until it answers to a key. */
async function open(page: Page, address: string, key: string) {
  await page.goto(address)
  await answersTo(page, key)
}

const rows = (page: Page) => page.locator('.feats tbody tr:not(.away):not(.waiting)')
const matching = async (page: Page) =>
  Number((await page.locator('.state b').first().innerText()).replace(/\D/g, ''))

test.describe('browse', () => {
  test('filters, says how many each choice leaves, and keeps it all in the address', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const all = await matching(page)
    await expect(rows(page).first()).toBeVisible()
    const mixed = page.getByRole('group', { name: 'Same token in top 20' }).getByText(/^mixed/)
    const promised = Number((await mixed.innerText()).replace(/\D/g, ''))
    await mixed.click()
    await expect(page).toHaveURL(/same=mixed/)
    await expect.poll(() => matching(page)).toBe(promised)
    expect(promised).toBeLessThan(all)
    await page.reload()
    expect(await matching(page)).toBe(promised)
    await page.getByRole('link', { name: /^Remove the filter/ }).click()
    await expect(page).toHaveURL(BROWSE)
    await expect.poll(() => matching(page)).toBe(all)
  })

  test('finds features by a token they raise, as their rows say', async ({ page }) => {
    const list = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features?limit=50`)
    const { items } = await list.json()
    const token = items
      .flatMap((row: { promotedTokens: { text: string; hex?: string }[] }) => row.promotedTokens)
      .find((one: { text: string; hex?: string }) => /^ ?[a-z]{3,}$/.test(one.text) && !one.hex)
    await open(page, BROWSE, 'j')
    await page.getByLabel('Raises token').fill(token.text.replace(/^ /, '·'))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/raises=/)
    await expect(page.locator('.chips')).toContainText('raises')
    await expect(rows(page).first()).toBeVisible()
  })

  test('orders by any statistic, and shows the one it orders by', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('o')
    await expect(page.getByLabel('Order')).toBeFocused()
    await page.getByLabel('Order').selectOption('cosine')
    await expect(page.getByRole('columnheader', { name: /encoder · decoder cosine/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await page.getByRole('link', { name: /^max/ }).click()
    await expect(page).toHaveURL(/sort=max/)
    const values = (await page.locator('.feats td.c-max').allInnerTexts()).slice(0, 20).map(Number)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  })

  test('follows keys: / focuses the filter, j and k move through rows, Enter opens', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('Escape')
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    const current = page.locator('.feats tr[aria-current]')
    await expect(current).toHaveCount(1)
    const id = (await current.locator('.id').innerText()).slice(1)
    await expect(current).toHaveAttribute('aria-rowindex', '3')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${BROWSE}/${id}`)
  })

  test('holds only a few rows of the whole list at every scroll position', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const total = await matching(page)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await expect(page.locator(`.feats tr[aria-rowindex="${total + 1}"] .id`)).toBeVisible()
    expect(await page.locator('.feats tbody tr').count()).toBeLessThan(200)
    await expect(page.locator('.feats')).toHaveAttribute('aria-rowcount', String(total + 1))
  })

  for (const { name, size, address } of [
    { name: 'the gallery', size: { width: 1440, height: 1000 }, address: '?view=gallery' },
    { name: 'the gallery on a tablet', size: { width: 1024, height: 768 }, address: '?view=gallery' },
    { name: 'the gallery on a phone', size: { width: 390, height: 844 }, address: '?view=gallery' },
    { name: 'the table on a phone', size: { width: 390, height: 844 }, address: '' },
    { name: 'the table at 200 % zoom', size: { width: 720, height: 500 }, address: '' },
    {
      name: 'the table on a phone, by another statistic',
      size: { width: 390, height: 844 },
      address: '?sort=loss',
    },
  ])
    test(`${name} continues to the last feature`, async ({ page }) => {
      await page.setViewportSize(size)
      await open(page, `${BROWSE}${address}`, 'j')
      const total = await matching(page)
      const at = (place: number) =>
        address.includes('gallery')
          ? page.locator(`li[aria-posinset="${place}"]`).getByRole('link').first()
          : page
              .locator(`tr[aria-rowindex="${place + 1}"]`)
              .getByRole('link')
              .first()
      // half way: the place that the window shows is the one that the list draws there
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
      await expect
        .poll(() =>
          page.evaluate(() =>
            document
              .elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
              ?.closest('[aria-rowindex], [aria-posinset]')
              ?.querySelector('a')
              ?.getAttribute('href'),
          ),
        )
        .toMatch(/\/d\/.+\/\d+/)
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await expect(at(total)).toBeInViewport()
      await expect(at(total + 1)).toHaveCount(0)
    })

  test('shows cards with shaded examples, and arrows move between them', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('v')
    await expect(page).toHaveURL(/view=gallery/)
    const card = page.locator('.card').first()
    await expect(card.locator('.kw .t[data-a]').first()).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('.card[aria-current]')).toHaveAttribute('aria-posinset', '2')
  })

  test('names the filters that leave nothing and offers to remove one of them', async ({ page }) => {
    await page.goto(`${BROWSE}?minMaximum=999999&minDensity=0.0000001`)
    await expect(page.getByText('No feature matches.')).toBeVisible()
    await page.getByRole('link', { name: /^Remove “/ }).click()
    await expect(rows(page).first()).toBeVisible()
  })

  test('exports the filtered features', async ({ page }) => {
    await open(page, `${BROWSE}?same=all&sort=index`, 'j')
    const left = await matching(page)
    await page.getByText('Export', { exact: true }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /JSON lines/ }).click()
    expect((await download).suggestedFilename()).toBe(`${DICTIONARY}.jsonl`)
    const csv = await page.request.get(
      `/api/v1/dictionaries/${DICTIONARY}/export?format=csv&same=all&sort=index`,
    )
    const jsonl = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/export?same=all&sort=index`)
    const lines = (await jsonl.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(left)
    expect(lines.every((row) => row.singleTokenShare === 1)).toBe(true)
    expect(await csv.text()).toMatch(/^index,label,/)
  })
})

test.describe('the palette', () => {
  test('opens by keys anywhere and goes to a feature by number', async ({ page }) => {
    await open(page, '/', 'p')
    await page.keyboard.press('Control+k')
    const field = page.getByPlaceholder('Feature, token or label')
    await expect(field).toBeFocused()
    await field.fill('#17')
    await expect(page.getByRole('option', { name: /^#17/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${BROWSE}/17`)
  })

  test('offers dictionaries and places, and Escape closes it', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.getByRole('link', { name: /^Go to a feature/ }).click()
    await page.getByPlaceholder('Feature, token or label').fill('compare')
    await expect(page.getByRole('option', { name: /Compare/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByPlaceholder('Feature, token or label')).toHaveCount(0)
    await expect(page).toHaveURL(BROWSE)
  })
})

test('two dictionaries are shown side by side and can be swapped', async ({ page }) => {
  await open(page, `/compare?a=${DICTIONARY}&b=one-layer-a.neurons`, 'p')
  await expect(page.getByRole('heading', { name: 'Quality' })).toBeVisible()
  await expect(page.getByRole('figure', { name: /density in one-layer-a.neurons/ })).toBeVisible()
  await page.getByRole('button', { name: 'Swap left and right' }).click()
  await expect(page).toHaveURL(`/compare?a=one-layer-a.neurons&b=${DICTIONARY}`)
  await expect(page.locator('select[name=a]')).toHaveValue('one-layer-a.neurons')
})

test('the theme is chosen, kept, and rendered by the server', async ({ page }) => {
  await open(page, '/', 'p')
  await page.getByRole('button', { name: /^Theme: system/ }).click()
  await page.getByRole('button', { name: /^Theme: light/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await (await page.request.get('/')).text()).toContain('data-theme="dark"')
})
