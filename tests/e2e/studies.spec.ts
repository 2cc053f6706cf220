import type { Page } from '@playwright/test'
import { type StudyResults, StudyResultsSchema } from '@/lib/contract/study-results'
import { answersTo } from './support/keys'
import { answerTo, interpretationOf, itemHeading, makeStudy, NEURONS, openStudy } from './support/studies'
import { DICTIONARY, expect, test } from './support/test'

const EACH = 20

/** Cells of RFC 4180 text, by the names of its header. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  const [head, ...body] = rows.filter((row) => row.length > 1)
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])))
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
const middle = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

/** Krippendorff's alpha by its definition, for pairs of ordinal values. */
function alphaOf(pairs: number[][]): number {
  const all = pairs.flat()
  const count = (value: number) => all.filter((other) => other === value).length
  const distance = (a: number, b: number) => {
    if (a === b) return 0
    const [low, high] = [Math.min(a, b), Math.max(a, b)]
    const between = all.filter((value) => value >= low && value <= high).length
    return (between - (count(low) + count(high)) / 2) ** 2
  }
  const observed = sum(pairs.map(([a, b]) => distance(a, b))) / pairs.length
  const expected = sum(all.flatMap((a) => all.map((b) => distance(a, b)))) / (all.length * (all.length - 1))
  return 1 - observed / expected
}

/** Everything the page and its requests received, for the search for leaks. */
function listen(page: Page): string[] {
  const heard: string[] = []
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    if (!/annotate|studies/.test(pathname) || pathname.endsWith('/new')) return
    heard.push(await response.text().catch(() => ''))
  })
  return heard
}

/** Scores what is left of a study with the keyboard alone. */
async function scoreAll(page: Page, study: number, person: string, vary: number): Promise<void> {
  await openStudy(page, study, person)
  for (let at = 0; at < 2 * EACH; at++) {
    await expect(itemHeading(page, at + 1)).toBeVisible()
    // the focus is in the interpretation when an item arrives
    await expect(interpretationOf(page)).toBeFocused()
    const levels = await page.getByRole('radiogroup', { name: /^Examples at / }).count()
    await page.keyboard.type(`"${person}", item ${at}`)
    await page.keyboard.press('Enter')
    const agree = (at + vary) % 6
    const digits = [(at % 3) + 1, agree, ...(agree < 5 ? [at % 2] : []), (at + vary) % 4, (at * vary) % 4]
    for (const digit of [...digits, ...Array.from({ length: levels }, (_, level) => (level + at) % 6)])
      await page.keyboard.press(String(digit))
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible()
}

test.describe('a study', () => {
  test('is scored blind by two people and closed, and its page and its export agree', async ({
    browser,
    page,
  }) => {
    test.setTimeout(600_000)
    const study = await makeStudy(page.request, { itemsEach: EACH })
    const heard: string[] = []
    for (const [at, person] of ['Ada', 'Grace'].entries()) {
      const context = await browser.newContext()
      const own = await context.newPage()
      const texts = listen(own)
      await scoreAll(own, study, person, at + 1)
      heard.push(await own.content(), ...texts)
      await context.close()
    }
    expect(heard.length).toBeGreaterThan(80)
    for (const text of heard) {
      expect(text).not.toContain(DICTIONARY)
      expect(text).not.toContain(NEURONS)
      expect(text).not.toMatch(/"(role|dictionary|density|feature|label|seed)":/)
    }
    expect((await page.request.get(`/api/v1/studies/${study}/results`)).status()).toBe(403)

    await page.goto('/annotate')
    const entry = page
      .getByRole('listitem')
      .filter({ has: page.locator(`[href="/annotate/${study}"]`) })
      .first()
    await entry.getByRole('button', { name: 'Close study' }).click()
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('No score is missing.')
    await question.getByRole('button', { name: 'Close for good' }).click()
    await expect(page.getByRole('heading', { name: /^Results of Round/ })).toBeVisible()

    const rows = parseCsv(await (await page.request.get(`/api/v1/studies/${study}/export?format=csv`)).text())
    expect(rows).toHaveLength(4 * EACH)
    const results: StudyResults = StudyResultsSchema.parse(
      await (await page.request.get(`/api/v1/studies/${study}/results`)).json(),
    )
    const items = [...new Set(rows.map((row) => row.item))]
    const of = (item: string) => rows.filter((row) => row.item === item)
    const mean = (item: string) => sum(of(item).map((row) => Number(row.total))) / 2
    for (const row of rows) {
      const parts = ['confidence', 'activation_consistency', 'separation', 'logit_consistency', 'specificity']
      expect(Number(row.total)).toBe(sum(parts.map((part) => Number(row[part]))))
      expect(row.interpretation).toMatch(new RegExp(`^"${row.annotator}", item \\d+$`))
    }
    const means = (role: string) => items.filter((item) => of(item)[0].role === role).map(mean)
    for (const group of results.summary.groups) expect(group.median).toBe(middle(means(group.role)))
    const above = sum(
      means('features').flatMap((a) => means('neurons').map((b) => (a > b ? 1 : a === b ? 0.5 : 0))),
    )
    expect(results.summary.tests).toHaveLength(1)
    expect(results.summary.tests[0].u).toBe(above)
    const alpha = alphaOf(items.map((item) => of(item).map((row) => Number(row.total))))
    expect(results.summary.agreement[0].alpha).toBeCloseTo(alpha, 10)

    for (const group of results.summary.groups)
      await expect(page.getByRole('row', { name: new RegExp(group.role, 'i') }).first()).toContainText(
        (group.median ?? 0).toFixed(1),
      )
    await expect(page.getByText('"Grace", item 0')).toBeVisible()
  })

  test('resumes after a reload, undoes and skips by keyboard', async ({ page }) => {
    const study = await makeStudy(page.request, { itemsEach: EACH })
    await openStudy(page, study, 'Ada')
    await expect(interpretationOf(page)).toBeFocused()
    await page.keyboard.type('half a thought')
    await page.keyboard.press('Enter')
    await page.keyboard.press('2')
    await expect(page.getByText('Your answers are saved.')).toBeVisible()
    await page.reload()
    await expect(interpretationOf(page)).toHaveValue('half a thought')
    await expect(answerTo(page, 'Confidence', 2)).toBeChecked()

    // the mark is on the first open question, and the line below says so
    await expect(page.getByText('answers “Activations agree”')).toBeVisible()
    await page.keyboard.press('5')
    await expect(answerTo(page, 'Activations agree', 5)).toBeChecked()

    await page.keyboard.press('s')
    await expect(page.getByRole('dialog', { name: 'Why skip this item?' })).toBeVisible()
    await page.keyboard.press('2')
    await expect(itemHeading(page, 2)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await expect(itemHeading(page, 1)).toBeVisible()
    await expect(interpretationOf(page)).toHaveValue('half a thought')
    await expect(answerTo(page, 'Activations agree', 5)).toBeChecked()
  })

  test('can be practised', async ({ page }) => {
    await page.goto('/annotate/practice')
    await answersTo(page, 'i')
    await expect(interpretationOf(page)).toBeFocused()
    await expect(page.getByText('an invented item')).toBeVisible()
    await page.keyboard.type('months')
    for (const key of ['Enter', '3', '5', '3', '3', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByText('name of a month in a date')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Sample 2' })).toBeVisible()
  })
})
