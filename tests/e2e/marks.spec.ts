import type { Page } from '@playwright/test'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'
import { newestToast } from './support/toasts'

const PERSON = `Grace ${Date.now()}`

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
  const star = page.getByRole('button', { name: /^Star\b/ })
  const comments = page.getByRole('list', { name: 'Comments' })
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

  const hostile = `<img src=x onerror=alert(1)> **bold** ${PERSON}`
  await page.keyboard.press('c')
  await page.keyboard.type(hostile)
  await page.keyboard.press('Control+Enter')
  await expect(comments.getByText(hostile, { exact: true })).toBeVisible()
  await expect(comments.locator('img, strong')).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.keyboard.press('a')
  const name = `Things that ${PERSON} quotes`
  await page.getByLabel('Find a list, or name a new one').fill(name)
  await page.keyboard.press('Enter')
  const link = page.getByRole('region', { name: 'Notes' }).getByRole('link', { name })
  await expect(link).toBeVisible()

  // what one leaves is there after loading again, and for others
  await page.reload()
  await expect(comments.getByText(hostile, { exact: true })).toBeVisible()
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  const stranger = await page.context().browser()?.newContext()
  const other = await stranger?.newPage()
  await other?.goto(page.url())
  if (other) {
    await expect(
      other.getByRole('list', { name: 'Comments' }).getByText(hostile, { exact: true }),
    ).toBeVisible()
    await expect(other.getByRole('button', { name: 'Remove', exact: true })).toBeHidden()
  }
  await stranger?.close()

  // a comment that goes is offered back
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(comments.getByText(hostile, { exact: true })).toHaveCount(0)
  await toast(page).getByRole('button', { name: 'Undo' }).click()
  await expect(comments.getByText(hostile, { exact: true })).toBeVisible()
})

test('stars and tags by people narrow a list of features', async ({ page }) => {
  const [index] = (await features(page)).slice(5)
  const mark = { dictionary: DICTIONARY, feature: index, person: 'Lin' }
  await page.request.post('/api/v1/stars', { data: { ...mark, starred: true } })
  await page.request.post('/api/v1/tags', { data: { ...mark, tag: 'rarely seen' } })
  await page.goto(`/d/${DICTIONARY}?personTags=rarely+seen`)
  const rows = page.getByRole('row', { name: /#\d+/ })
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(`#${index}`)
  await expect(rows).toContainText('#rarely seen')
  await page.goto(`/d/${DICTIONARY}?starredBy=Lin`)
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(`#${index}`)
})
