import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'

const PERSON = 'Emmy'

async function features(page: Page, limit = 40): Promise<number[]> {
  const answer = await page.request.get(
    `/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=${limit}`,
  )
  return ((await answer.json()) as { items: { index: number }[] }).items.map(({ index }) => index)
}

async function makeList(page: Page, name: string, indices: readonly number[]): Promise<string> {
  const chosen = indices.map((feature) => ({ dictionary: DICTIONARY, feature }))
  const made = await page.request.post('/api/v1/lists', { data: { person: PERSON, name, features: chosen } })
  return ((await made.json()) as { list: { slug: string } }).list.slug
}

const entries = (page: Page) => page.getByRole('list', { name: 'Features of the list' }).getByRole('listitem')

/** The features of the list in the order that is shown. */
async function order(page: Page): Promise<number[]> {
  const texts = await entries(page).getByRole('link').allTextContents()
  return texts.map((text) => Number(/^#(\d+)/.exec(text)?.[1]))
}

/** The features of the list in the order that the server has. */
async function stored(page: Page, slug: string): Promise<number[]> {
  const answer = await page.request.get(`/api/v1/lists/${slug}`)
  return ((await answer.json()) as { items: { feature: number }[] }).items.map(({ feature }) => feature)
}

const said = (page: Page, words: string) => page.getByText(words, { exact: true })

test.describe.configure({ timeout: 120_000 })
test.beforeEach(async ({ page }) => {
  await page.addInitScript((name) => localStorage.setItem('semascope-person', name), PERSON)
})

test('Enter twice and a double click make one list', async ({ page }) => {
  const name = `Made once ${Date.now()}`
  const made = async () => {
    const answer = (await (await page.request.get('/api/v1/lists')).json()) as { items: { name: string }[] }
    return answer.items.filter((list) => list.name === name).length
  }
  await page.goto('/lists')
  await answersTo(page, 'n')
  await page.route('**/api/v1/lists', async (route) => {
    if (route.request().method() === 'POST') await new Promise((done) => setTimeout(done, 300))
    await route.continue()
  })
  await page.keyboard.press('n')
  await page.getByLabel('Name of a new list').fill(name)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name })).toBeVisible()
  expect(await made()).toBe(1)

  await page.goto(`/d/${DICTIONARY}/${(await features(page))[0]}`)
  await answersTo(page, 'a')
  await page.keyboard.press('a')
  await page.getByLabel('Find a list, or name a new one').fill(`${name} too`)
  await page.getByRole('option', { name: `New list “${name} too”` }).dblclick()
  await expect(said(page, `List “${name} too” made with #${(await features(page))[0]}`)).toBeVisible()
  const all = (await (await page.request.get('/api/v1/lists')).json()) as { items: { name: string }[] }
  expect(all.items.filter((list) => list.name === `${name} too`)).toHaveLength(1)
})

test('J J moves a feature two places, and each is undone', async ({ page }) => {
  const chosen = (await features(page)).slice(0, 4)
  const slug = await makeList(page, 'Moved', chosen)
  await page.goto(`/lists/${slug}`)
  await answersTo(page, 'J')
  await page.route('**/entries/*', async (route) => {
    await new Promise((done) => setTimeout(done, 1500))
    await route.continue()
  })
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  const twoDown = [chosen[1], chosen[2], chosen[0], chosen[3]]
  // shown before the first of the two answers is there
  await expect.poll(() => order(page), { timeout: 1200 }).toEqual(twoDown)
  await expect.poll(() => stored(page, slug)).toEqual(twoDown)
  await expect(said(page, `#${chosen[0]} moved`)).toHaveCount(2)
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: /^Undo/ }).last().click()
    await expect(said(page, `#${chosen[0]} moved`)).toHaveCount(left)
  }
  await expect.poll(() => stored(page, slug)).toEqual(chosen)
  await expect.poll(() => order(page)).toEqual(chosen)
})

test.describe('a move that fails', () => {
  test.use({ expectedErrors: [/409/] })

  test('is taken back, and said', async ({ page }) => {
    const chosen = (await features(page)).slice(0, 3)
    const slug = await makeList(page, 'Refused', chosen)
    await page.goto(`/lists/${slug}`)
    await page.route('**/entries/*', async (route) => {
      await new Promise((done) => setTimeout(done, 500))
      await route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'not now' } } })
    })
    await page.getByRole('button', { name: `Move #${chosen[0]} down` }).click()
    await expect.poll(() => order(page)).toEqual([chosen[1], chosen[0], chosen[2]])
    await expect(said(page, 'Not saved: not now')).toBeVisible()
    await expect.poll(() => order(page)).toEqual(chosen)
  })
})

test('a list is filled from a feature by two keys, ordered by dragging, annotated, and removed', async ({
  page,
}) => {
  const [first, second, third] = (await features(page)).slice(10)
  const name = `Dragged ${Date.now()}`
  const slug = await makeList(page, name, [first, second])

  await page.goto(`/d/${DICTIONARY}/${third}`)
  await answersTo(page, 'a')
  await page.keyboard.press('a')
  await page.getByLabel('Find a list, or name a new one').fill(name)
  await page.keyboard.press('Enter')
  await expect(said(page, `#${third} added to “${name}”`)).toBeVisible()
  // the list of a moment ago stands first
  await page.goto(`/d/${DICTIONARY}/${(await features(page))[20]}`)
  await answersTo(page, 'a')
  await page.keyboard.press('a')
  await expect(page.getByRole('option').first()).toContainText(`${name}used last`)
  await page.keyboard.press('Escape')

  await page.goto(`/lists/${slug}`)
  await expect(entries(page).first()).toContainText('%')
  const handle = page.getByRole('button', { name: new RegExp(`^Place of #${third}:`) })
  const top = await entries(page).first().boundingBox()
  await handle.hover()
  await page.mouse.down()
  await page.mouse.move(60, (top?.y ?? 0) + 12, { steps: 6 })
  await page.mouse.up()
  await expect.poll(() => stored(page, slug)).toEqual([third, first, second])
  await handle.press('ArrowDown')
  await expect.poll(() => stored(page, slug)).toEqual([first, third, second])

  await page.getByRole('button', { name: `Add a note on #${first}` }).click()
  await page.getByLabel(`Note on #${first}`).fill('look at this')
  await page.keyboard.press('Enter')
  await expect(said(page, 'look at this')).toBeVisible()
  await expect(page.getByRole('button', { name: `Edit on #${first}` })).toBeFocused()

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name of the list').fill(`${name} again`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `${name} again` })).toBeVisible()

  // another person reads it and finds nothing to edit it with
  const stranger = await page.context().browser()?.newContext()
  const other = await stranger?.newPage()
  await other?.goto(page.url())
  if (other) {
    await expect(entries(other)).toHaveCount(3)
    await expect(other.getByRole('button', { name: /^(Remove|Rename|Move)/ })).toHaveCount(0)
  }
  await stranger?.close()

  await page.getByRole('button', { name: 'Export' }).click()
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe(`${slug}.csv`)

  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page).toHaveURL('/lists')
  await expect(page.getByRole('link', { name: `${name} again` })).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(page.getByRole('link', { name: `${name} again` })).toBeVisible()
})

test('features of a list are chosen for a comparison', async ({ page }) => {
  const [first, second] = await features(page)
  const slug = await makeList(page, 'Compared', [first, second])
  await page.goto(`/lists/${slug}`)
  await page.getByRole('checkbox', { name: `Choose #${first}` }).click()
  await expect(page.getByRole('button', { name: 'Compare' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('checkbox', { name: `Choose #${second}` }).click()
  await page.getByRole('link', { name: 'Compare 2' }).click()
  await expect(page.getByRole('heading', { name: 'Compare features' })).toBeVisible()
  await expect(page.getByRole('link', { name: `#${second} ${DICTIONARY}` })).toBeVisible()
})

test('everything that was done is listed, and can be undone there', async ({ page }) => {
  const chosen = (await features(page)).slice(0, 2)
  const slug = await makeList(page, 'Logged', chosen)
  await page.goto(`/lists/${slug}`)
  await answersTo(page, 'x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect.poll(() => stored(page, slug)).toEqual([chosen[1]])
  await page.goto('/lists/changes')
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(changes.first()).toContainText('Feature removed from “Logged”')
  await answersTo(page, 'x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(said(page, 'Undone')).toBeVisible()
  await expect(changes.first().getByRole('button', { name: 'Redo' })).toBeVisible()
  await page.goto(`/lists/${slug}`)
  await expect.poll(() => order(page)).toEqual(chosen)
})

test('a list of many features reaches its end by wheel and by keys', async ({ page }) => {
  const chosen = await features(page, 200)
  const slug = await makeList(page, 'Long', chosen)
  await page.goto(`/lists/${slug}`)
  await answersTo(page, 'j')
  expect(await entries(page).count()).toBeLessThan(120)
  const last = entries(page).filter({ hasText: `#${chosen[199]}` })
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 4000)
      return last.count()
    })
    .toBe(1)
  await expect(last).toContainText('%')
  await page.evaluate(() => window.scrollTo(0, 0))
  for (let press = 0; press < 120; press++) await page.keyboard.press('j')
  await expect(entries(page).and(page.locator('[aria-current]'))).toBeInViewport()
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing on lists and changes in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    const slug = await makeList(page, `Seen ${theme}`, (await features(page)).slice(0, 2))
    for (const address of ['/lists', `/lists/${slug}`, '/lists/changes']) {
      await page.goto(address)
      await page.waitForLoadState('networkidle')
      expect(await faultsOf(page), address).toEqual([])
    }
    await page.goto(`/d/${DICTIONARY}/${(await features(page))[0]}`)
    await answersTo(page, 'a')
    await page.keyboard.press('a')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faultsOf(page), 'the dialog of lists').toEqual([])
  })
