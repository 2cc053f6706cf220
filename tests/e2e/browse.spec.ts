import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { answersTo } from './support/keys'
import { expectNoShift, watchShifts } from './support/shifts'
import { DICTIONARY, expect, test } from './support/test'

const BROWSE = `/d/${DICTIONARY}`
/** Opens a page and waits until it answers to a key. */
async function open(page: Page, address: string, key: string) {
  await page.goto(address)
  await answersTo(page, key)
}

const table = (page: Page) => page.getByRole('table', { name: 'Features' })
const rows = (page: Page) =>
  table(page)
    .locator('tr[aria-rowindex]')
    .filter({ has: page.getByRole('link') })
/** Rows of features, below the head. */
const features = (page: Page) => table(page).locator('tbody tr[aria-rowindex]')
const selected = (page: Page) => table(page).locator('tr[aria-current=true]')
const filters = (page: Page) => page.getByRole('search', { name: 'Filters and order' })
const more = (page: Page) => page.getByRole('dialog', { name: 'More filters' })
const count = (page: Page) =>
  page
    .locator('main')
    .getByText(/^[\d\u202f]+ features?$/)
    .first()
const matching = async (page: Page) => Number((await count(page).innerText()).replace(/\D/g, ''))
const openMore = (page: Page) =>
  filters(page)
    .getByRole('button', { name: /filters/i })
    .click()
/** Holds every answer to a request for rows or counts back. */
const delay = (page: Page, ms: number) =>
  page.route(/\/api\/v1\/dictionaries\/.*\/features/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await route.continue().catch(() => {})
  })

test.describe('browse', () => {
  test('filters, says how many each choice leaves, and keeps it all in the address', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const all = await matching(page)
    await openMore(page)
    const mixed = more(page)
      .getByRole('group', { name: 'Same token in top 20' })
      .getByRole('radio', { name: /^mixed/ })
    const promised = Number((await mixed.innerText()).replace(/\D/g, ''))
    await mixed.click()
    await expect(mixed).toBeChecked()
    await expect(page).toHaveURL(/same=mixed/)
    await expect.poll(() => matching(page)).toBe(promised)
    expect(promised).toBeLessThan(all)
    await page.reload()
    expect(await matching(page)).toBe(promised)
    await page.getByRole('link', { name: /^Remove the filter/ }).click()
    await expect(page).toHaveURL(BROWSE)
    await expect.poll(() => matching(page)).toBe(all)
  })

  test('keeps every filter of quick presses, shows them at once, and Back undoes them one by one', async ({
    page,
  }) => {
    await open(page, BROWSE, 'j')
    await delay(page, 700)
    await openMore(page)
    const choose = (group: string, name: RegExp) =>
      more(page).getByRole('group', { name: group }).getByRole('radio', { name }).click()
    await choose('Same token in top 20', /^all 20/)
    await choose('Label', /^rule/)
    await choose('Rubric', /^not yet/)
    for (const name of ['all 20', 'rule', 'not yet'])
      await expect(more(page).getByRole('radio', { name: new RegExp(`^${name}`) })).toBeChecked({
        timeout: 500,
      })
    await expect(page).toHaveURL(/same=all/)
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      same: 'all',
      label: 'rules',
      annotated: 'no',
    })
    await page.keyboard.press('Escape')
    await page.goBack()
    await expect(page).not.toHaveURL(/annotated/)
    await expect(page).toHaveURL(/label=rules/)
    await page.goBack()
    await page.goBack()
    await expect(page).toHaveURL(BROWSE)
  })

  test('keeps what one typed while the answer is on its way, as one step of the history', async ({
    page,
  }) => {
    await open(page, BROWSE, 'j')
    await delay(page, 1000)
    const field = filters(page).getByLabel('Fires on')
    await field.pressSequentially('import', { delay: 90 })
    await page.keyboard.press('Tab')
    for (let tries = 0; tries < 6; tries++) {
      await expect(field).toHaveValue('import', { timeout: 50 })
      await page.waitForTimeout(150)
    }
    await expect(page).toHaveURL(/firesOn=import$/)
    await expect(page.getByRole('list', { name: 'Filters' })).toContainText('import')
    await page.goBack()
    await expect(page).toHaveURL(BROWSE)
    await expect(field).toHaveValue('')
  })

  test('says what is wrong with an entry instead of dropping it', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await openMore(page)
    const score = more(page).getByLabel('Label score at least')
    await score.fill('95')
    await expect(more(page).getByRole('alert')).toHaveText('Enter a number from −1 to 1')
    await expect(score).toHaveValue('95')
    await page.keyboard.press('Escape')
    await filters(page).getByLabel('Minimum density in percent').fill('5')
    await expect(page).toHaveURL(/minDensity=0.05/)
    await filters(page).getByLabel('Maximum density in percent').fill('1')
    await expect(filters(page).getByRole('alert')).toContainText('below the minimum')
    await expect(page).not.toHaveURL(/maxDensity/)
  })

  test('moves the ends of the density by keys', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const all = await matching(page)
    const least = filters(page).getByRole('slider', { name: 'Least density' })
    await least.focus()
    for (let steps = 0; steps < 8; steps++) await page.keyboard.press('PageUp')
    await expect(page).toHaveURL(/minDensity=/)
    await expect.poll(() => matching(page)).toBeLessThan(all)
    await expect(filters(page).getByLabel('Minimum density in percent')).not.toHaveValue('')
  })

  test('finds features by a token they raise, as their rows say', async ({ page }) => {
    const list = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features?limit=50`)
    const { items } = await list.json()
    const token = items
      .flatMap((row: { promotedTokens: { text: string; hex?: string }[] }) => row.promotedTokens)
      .find((one: { text: string; hex?: string }) => /^ ?[a-z]{3,}$/.test(one.text) && !one.hex)
    await open(page, BROWSE, 'j')
    await openMore(page)
    await more(page).getByLabel('Raises token').fill(token.text.replace(/^ /, '·'))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/raises=/)
    await expect(page.getByRole('list', { name: 'Filters' })).toContainText('raises')
    await expect(rows(page).nth(1)).toBeVisible()
  })

  test('orders by any statistic, and shows the one it orders by', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('o')
    await page.getByRole('option', { name: 'encoder · decoder cosine' }).click()
    await expect(page.getByRole('columnheader', { name: /enc · dec cosine/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await page.getByRole('link', { name: /^max/ }).click()
    await expect(page).toHaveURL(/sort=max/)
    await expect(page.getByRole('columnheader', { name: /^max/ })).toHaveAttribute('aria-sort', 'descending')
    const place = (await table(page).getByRole('columnheader').allInnerTexts()).findIndex((name) =>
      name.startsWith('max'),
    )
    await expect
      .poll(async () => {
        const values = await features(page).evaluateAll(
          (all, nth) =>
            all.slice(0, 20).map((row) => Number(row.children[nth]?.textContent?.replace(/[^\d.]/g, ''))),
          place,
        )
        return values.length === 20 && values.every((value, at) => at === 0 || value <= values[at - 1])
      })
      .toBe(true)
  })

  test('starts a new order at its top', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.evaluate(() => window.scrollTo(0, 20_000))
    await expect(features(page).first()).not.toHaveAttribute('aria-rowindex', '2')
    await table(page).getByRole('link', { name: /^max/ }).click()
    await expect(table(page).locator('tr[aria-rowindex="2"]')).toBeInViewport()
  })

  test('shows the figures of the rarest features whole', async ({ page }) => {
    await open(page, `${BROWSE}?order=asc`, 'j')
    const cut = await features(page).evaluateAll(
      (all) =>
        all
          .flatMap((row) => [...row.children].slice(2, 3))
          .filter((cell) => cell.scrollWidth > cell.clientWidth).length,
    )
    expect(cut).toBe(0)
  })

  test('follows keys: / focuses the filter, j and k move through rows, Enter opens', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('Escape')
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    await expect(selected(page)).toHaveCount(1)
    const id = (await selected(page).getByRole('link').first().innerText()).slice(1)
    await expect(selected(page)).toHaveAttribute('aria-rowindex', '3')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${BROWSE}/${id}`)
  })

  test('returns to the same rows, scroll and selected row, without a request', async ({ page }) => {
    await open(page, `${BROWSE}?sort=max`, 'j')
    await page.evaluate(() => window.scrollTo(0, 15_000))
    const at = () =>
      page.evaluate(() => document.elementFromPoint(600, 500)?.closest('tr')?.getAttribute('aria-rowindex'))
    await expect.poll(async () => Number(await at())).toBeGreaterThan(400)
    const place = Number(await at())
    const link = table(page).locator(`tr[aria-rowindex="${place}"]`).getByRole('link').first()
    await expect(link).toBeVisible()
    await link.click()
    await expect(page).toHaveURL(/list=sort%3Dmax/)
    await answersTo(page, 'k')
    const asked: string[] = []
    page.on('request', (request) => {
      if (/features(\/counts)?\?/.test(request.url())) asked.push(request.url())
    })
    await page.goBack()
    await expect(table(page).locator(`tr[aria-rowindex="${place}"]`)).toBeInViewport()
    expect(await at()).toBe(String(place))
    expect(asked).toEqual([])
  })

  test('shows a star that was set on the page of a feature', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('semascope-person', 'Ada'))
    await open(page, `${BROWSE}?sort=index&order=desc`, 'j')
    const row = table(page).locator('tr[aria-rowindex="2"]')
    const before = await row.getByText('starred by').count()
    await row.getByRole('link').first().click()
    await expect(page).toHaveURL(/\/\d+\?/)
    await expect(page.getByRole('button', { name: /^Star/ })).toBeVisible()
    await page.keyboard.press('s')
    await expect(page.getByText(/^Starred|^Star removed/).first()).toBeVisible()
    await page.goBack()
    await expect(row.getByText('starred by')).toHaveCount(before === 0 ? 1 : 0)
    // and from the list, at once
    await answersTo(page, 'j')
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await expect(row.getByText('starred by')).toHaveCount(before)
  })

  test('holds only a few rows of the whole list at every scroll position', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const total = await matching(page)
    await page.keyboard.press('End')
    await expect(
      table(page)
        .locator(`tr[aria-rowindex="${total + 1}"]`)
        .getByRole('link')
        .first(),
    ).toBeVisible()
    expect(await features(page).count()).toBeLessThan(200)
    await expect(table(page)).toHaveAttribute('aria-rowcount', String(total + 1))
  })

  for (const { name, size, address } of [
    { name: 'the gallery', size: { width: 1440, height: 1000 }, address: '?view=gallery' },
    { name: 'the gallery on a tablet', size: { width: 1024, height: 768 }, address: '?view=gallery' },
    { name: 'the gallery on a phone', size: { width: 390, height: 844 }, address: '?view=gallery' },
    {
      name: 'the gallery on the narrowest phone',
      size: { width: 320, height: 640 },
      address: '?view=gallery',
    },
    { name: 'the table on a tablet', size: { width: 860, height: 1000 }, address: '' },
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
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0)
    })

  test('reaches the last of 131,072 cards in one column, which are taller than a browser lays out', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.route(/\/features\/counts/, async (route) => {
      const counts = await (await route.fetch()).json()
      await route.fulfill({ json: { ...counts, matching: 131_072 } })
    })
    await open(page, `${BROWSE}?view=gallery`, 'j')
    await openMore(page)
    await more(page)
      .getByRole('radio', { name: /^mixed/ })
      .click()
    await page.keyboard.press('Escape')
    await expect.poll(() => matching(page)).toBe(131_072)
    expect(await page.evaluate(() => document.body.scrollHeight)).toBeLessThan(17_000_000)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await expect(page.locator('li[aria-posinset="131072"]')).toBeInViewport()
  })

  test('shows cards with shaded examples, and arrows move between them and keep them in sight', async ({
    page,
  }) => {
    await open(page, BROWSE, 'j')
    await page.keyboard.press('v')
    await expect(page).toHaveURL(/view=gallery/)
    const cards = page.getByRole('list', { name: 'Features' }).locator('li[aria-posinset]')
    await expect(cards.first().locator('[data-a]').first()).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const current = page.locator('li[aria-current=true]')
    await expect(current).toHaveAttribute('aria-posinset', '2')
    for (let times = 0; times < 40; times++) await page.keyboard.press('ArrowDown')
    await expect(current).toBeInViewport({ ratio: 1 })
    expect(Number(await current.getAttribute('aria-posinset'))).toBeGreaterThan(100)
  })

  test('keeps the columns one chose, ordered and resized, and resets them', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await filters(page).getByRole('button', { name: 'Columns' }).click()
    const menu = page.getByRole('dialog', { name: 'Columns' })
    await menu.getByRole('checkbox', { name: 'encoder bias' }).click()
    await menu.getByRole('checkbox', { name: 'same token in top 20' }).click()
    await menu.getByRole('button', { name: 'Move activations to the left' }).click()
    await page.keyboard.press('Escape')
    const edge = page.getByRole('separator', { name: 'Width of the column label' })
    const width = Number(await edge.getAttribute('aria-valuenow'))
    await edge.focus()
    await page.keyboard.press('ArrowRight')
    await expect(edge).toHaveAttribute('aria-valuenow', String(width + 16))
    const heads = () => table(page).getByRole('columnheader').allInnerTexts()
    const chosen = await heads()
    expect(chosen.join('|')).toMatch(/activations\|density.*encoder bias/)
    expect(chosen.join('|')).not.toContain('same')
    await page.reload()
    await expect(table(page).getByRole('columnheader')).toHaveText(chosen)
    await expect(edge).toHaveAttribute('aria-valuenow', String(width + 16))
    await answersTo(page, 'j')
    await filters(page).getByRole('button', { name: 'Columns' }).click()
    await menu.getByRole('button', { name: 'Reset columns' }).click()
    await page.keyboard.press('Escape')
    expect((await heads()).join('|')).toContain('same')
  })

  test('selects rows, also a range, for comparing and as a file', async ({ page }) => {
    await open(page, BROWSE, 'j')
    const box = (place: number) =>
      table(page)
        .locator(`tr[aria-rowindex="${place + 1}"]`)
        .getByRole('checkbox')
    await box(1).click()
    const bar = page.getByRole('region', { name: 'Selected features' })
    await expect(bar).toContainText('1 selected')
    await bar.getByRole('button', { name: 'Compare' }).hover()
    await expect(page.getByRole('tooltip')).toContainText('2 to 4')
    await box(4).click({ modifiers: ['Shift'] })
    await expect(bar).toContainText('4 selected')
    await expect(bar.getByRole('link', { name: 'Compare 4' })).toHaveAttribute(
      'href',
      /\/compare\/features\?(f=[^&]+&?){4}$/,
    )
    await bar.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    expect((await download).suggestedFilename()).toBe(`${DICTIONARY}-selected.csv`)
    await bar.getByRole('button', { name: 'Clear' }).click()
    await expect(bar).toHaveCount(0)
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await expect(bar).toContainText('2 selected')
  })

  test('leaves room for sixteen rows at 1280 × 720, and its filters move nothing', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await watchShifts(page)
    await open(page, BROWSE, 'j')
    const whole = await features(page).evaluateAll(
      (all) => all.filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length,
    )
    expect(whole).toBeGreaterThanOrEqual(16)
    await openMore(page)
    const tag = more(page).getByRole('checkbox', { name: /^ultralow/ })
    const before = await tag.boundingBox()
    await tag.click()
    await expect(page).toHaveURL(/tags=ultralow/)
    await expect(tag).toBeChecked()
    await expect.poll(() => matching(page)).toBeLessThan(4096)
    expect(await tag.boundingBox()).toEqual(before)
    await expectNoShift(page)
  })

  test('switches to another dictionary with the same filters', async ({ page }) => {
    await open(page, `${BROWSE}?sort=max`, 'j')
    await page.getByRole('button', { name: 'Switch dictionary' }).click()
    await page
      .getByRole('menuitem', { name: /neurons/ })
      .first()
      .click()
    await expect(page).toHaveURL(/neurons\?sort=max/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('neurons')
  })

  test('names the filters that leave nothing and offers to remove one of them', async ({ page }) => {
    await page.goto(`${BROWSE}?minMaximum=999999&minDensity=0.0000001`)
    await expect(page.getByRole('main').getByText('No feature matches.')).toBeVisible()
    await page.getByRole('link', { name: /^Remove “/ }).click()
    await expect(rows(page).nth(1)).toBeVisible()
  })

  test('exports the filtered features', async ({ page }) => {
    await open(page, `${BROWSE}?same=all&sort=index`, 'j')
    const left = await matching(page)
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /JSON lines/ }).click()
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

  test('has nothing that axe objects to, with the filters open and rows selected', async ({ page }) => {
    await open(page, BROWSE, 'j')
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    expect(await faultsOf(page)).toEqual([])
    await openMore(page)
    await expect(more(page)).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })
})

test.describe('a list whose server does not answer', () => {
  test.use({ expectedErrors: [/ERR_FAILED/] })

  test('says in sight that rows could not be loaded, and loads them when it can', async ({ page }) => {
    await open(page, BROWSE, 'j')
    await page.route(/\/features\?/, (route) => route.abort())
    await page.evaluate(() => window.scrollTo(0, 30_000))
    await expect(page.getByText(/^Could not load some rows/)).toBeInViewport()
    await page.unroute(/\/features\?/)
    await expect(rows(page).nth(2)).toBeVisible({ timeout: 15_000 })
    await expect(page.getByText(/^Could not load some rows/)).toHaveCount(0)
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

test('the theme is chosen, kept, and rendered by the server', async ({ page }) => {
  await open(page, '/', 'p')
  await page.getByRole('button', { name: /^Theme: system/ }).click()
  await page.getByRole('button', { name: /^Theme: light/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await (await page.request.get('/')).text()).toContain('data-theme="dark"')
})
