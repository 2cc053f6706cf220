import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'
import { newestToast } from './support/toasts'

const PERSON = 'Grace'

async function features(page: Page, limit = 40): Promise<number[]> {
  const answer = await page.request.get(
    `/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=${limit}`,
  )
  return ((await answer.json()) as { items: { index: number }[] }).items.map(({ index }) => index)
}

const addressOf = (index: number) => `/d/${DICTIONARY}/${index}`
const toast = newestToast

test.describe.configure({ timeout: 120_000 })

test('stars, tags, comments and lists are written by keys alone, shown to others, and undone', async ({
  page,
}) => {
  const [index] = (await features(page)).slice(30)
  await page.goto(addressOf(index))
  await answersTo(page, '#')

  // the first thing that is signed asks for a name, once
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: 'Sign your work' })
  await dialog.getByLabel('Your name').fill(PERSON)
  await page.keyboard.press('Enter')
  const star = page.locator('#star')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await expect(toast(page)).toContainText('Starred')

  await page.keyboard.press('u')
  await expect(star).toHaveAttribute('aria-pressed', 'false')
  await expect(toast(page)).toContainText('Undone')
  await page.keyboard.press('u')
  await expect(star).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('#')
  await page.keyboard.type('Opening  Quotes')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Tags by people' })).toContainText('#opening quotes')
  await page.keyboard.press('Escape')

  const hostile = '<img src=x onerror=alert(1)> **bold**'
  await page.keyboard.press('c')
  await page.keyboard.type(hostile)
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.comments .text')).toHaveText(hostile)
  await expect(page.locator('.comments img, .comments strong')).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.keyboard.press('a')
  await page.getByLabel('Name of a new list').fill('Things that quote')
  await page.keyboard.press('Enter')
  const link = page.locator('.notes .in a', { hasText: 'Things that quote' })
  await expect(link).toBeVisible()

  // what one leaves is there after loading again, and for others
  await page.reload()
  await expect(page.locator('.comments .text')).toHaveText(hostile)
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  const stranger = await page.context().browser()?.newContext()
  const other = await stranger?.newPage()
  await other?.goto(page.url())
  if (other) {
    await expect(other.locator('.comments .text')).toHaveText(hostile)
    await expect(other.getByRole('button', { name: 'Remove', exact: true })).toBeHidden()
  }
  await stranger?.close()

  // a comment that goes is offered back
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.locator('.comments .text')).toHaveCount(0)
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.comments .text')).toHaveText(hostile)
})

test('a list is filled from browse, ordered, annotated, shared by its address, and undone step by step', async ({
  page,
}) => {
  await page.addInitScript((name) => localStorage.setItem('semascope-person', name), PERSON)
  const made = await page.request.post('/api/v1/lists', { data: { person: PERSON, name: 'An order' } })
  const { list } = (await made.json()) as { list: { slug: string } }
  const chosen = (await features(page)).slice(0, 3)

  await page.goto(`/d/${DICTIONARY}`)
  await answersTo(page, 'ArrowDown')
  for (const index of chosen) {
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /An order/ })
      .click()
    await expect(toast(page)).toContainText(`#${index} added`)
  }

  await page.goto(`/lists/${list.slug}`)
  await answersTo(page, 'J')
  const order = async () =>
    (await page.locator('.entries .name .mono').allTextContents()).map((text) => Number(text.slice(1)))
  expect(await order()).toEqual(chosen)
  await page.keyboard.press('j')
  await page.keyboard.press('J')
  await expect.poll(order).toEqual([chosen[1], chosen[0], chosen[2]])
  await page.keyboard.press('u')
  await expect.poll(order).toEqual(chosen)

  await page.getByRole('button', { name: 'Add a note' }).first().click()
  await page.keyboard.type('look at this')
  await page.keyboard.press('Enter')
  await expect(page.locator('.entries .text').first()).toHaveText('look at this')
  await page.keyboard.press('x')
  await expect.poll(order).toEqual(chosen.slice(1))

  // another person reads it and finds nothing to edit it with
  const stranger = await page.context().browser()?.newContext()
  const other = await stranger?.newPage()
  await other?.goto(page.url())
  if (other) {
    await expect(other.locator('.entries li')).toHaveCount(2)
    await expect(other.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
  }
  await stranger?.close()

  // everything that was done is listed, and can be undone there
  await page.goto('/lists/changes')
  const first = page.locator('.changes li').first()
  await expect(first).toContainText('Feature removed from “An order”')
  await answersTo(page, 'x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(toast(page)).toContainText('Undone')
  await page.goto(`/lists/${list.slug}`)
  await expect.poll(order).toEqual(chosen)
  await expect(page.locator('.entries .text').first()).toHaveText('look at this')

  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe(`${list.slug}.csv`)
})

test('stars and tags by people narrow a list of features', async ({ page }) => {
  const [index] = (await features(page)).slice(5)
  const mark = { dictionary: DICTIONARY, feature: index, person: 'Lin' }
  await page.request.post('/api/v1/stars', { data: { ...mark, starred: true } })
  await page.request.post('/api/v1/tags', { data: { ...mark, tag: 'rarely seen' } })
  await page.goto(`/d/${DICTIONARY}`)
  await page.getByRole('checkbox', { name: /#rarely seen/ }).click()
  await expect(page).toHaveURL(/personTags=rarely\+seen/)
  await expect(page.locator('.feats tbody .c-id')).toHaveText([`#${index}`])
  await expect(page.locator('.feats tbody .c-lab')).toContainText('#rarely seen')
  await page.goto(`/d/${DICTIONARY}?starredBy=Lin`)
  await expect(page.locator('.feats tbody .c-id')).toHaveText([`#${index}`])
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing on lists and changes in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((name) => localStorage.setItem('semascope-person', name), PERSON)
    await page.emulateMedia({ colorScheme: theme })
    const made = await page.request.post('/api/v1/lists', { data: { person: PERSON, name: `Seen ${theme}` } })
    const { list } = (await made.json()) as { list: { slug: string } }
    const [feature] = await features(page)
    const entry = { dictionary: DICTIONARY, feature, person: PERSON, note: 'a note' }
    await page.request.post(`/api/v1/lists/${list.slug}/entries`, { data: entry })
    for (const address of ['/lists', `/lists/${list.slug}`, '/lists/changes']) {
      await page.goto(address)
      await page.waitForLoadState('networkidle')
      expect(await faultsOf(page), address).toEqual([])
    }
  })
