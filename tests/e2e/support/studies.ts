import type { APIRequestContext, Page } from '@playwright/test'
import { DICTIONARY, expect } from './test'

export const NEURONS = 'one-layer-a.neurons'

/** Draws a study of features and neurons, and returns its number. */
export async function makeStudy(
  request: APIRequestContext,
  settings: { itemsEach: number; annotators?: number; asksLevels?: boolean },
): Promise<number> {
  const sources = [
    { dictionary: DICTIONARY, role: 'features' },
    { dictionary: NEURONS, role: 'neurons' },
  ]
  const answer = await request.post('/api/v1/studies', {
    data: { annotator: 'Ada', name: `Round ${Date.now()}`, sources, annotators: 2, seed: 3, ...settings },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).id
}

export const itemHeading = (page: Page, number: number) =>
  page.getByRole('heading', { name: `Item ${number}`, exact: true })

export const interpretationOf = (page: Page) => page.getByRole('textbox', { name: 'Interpretation' })

export const answerTo = (page: Page, question: string | RegExp, value: number) =>
  page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: String(value), exact: true })

/** Opens a study under a name, which is asked for once, and waits for an item. */
export async function openStudy(page: Page, study: number, person: string, item = 1): Promise<void> {
  await page.goto(`/annotate/${study}`)
  const name = page.getByLabel('Your name')
  await name.or(itemHeading(page, item)).waitFor()
  if (await name.isVisible()) {
    await name.fill(person)
    await name.press('Enter')
  }
  await expect(itemHeading(page, item)).toBeVisible()
}

/** Answers an item without levels by the keyboard alone, from the interpretation on, without sending it. */
export async function answerItem(page: Page, text: string, digits = [2, 5, 1, 3]): Promise<void> {
  await expect(interpretationOf(page)).toBeFocused()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  for (const digit of digits) await page.keyboard.press(String(digit))
  await expect(page.getByText('All questions are answered.')).toBeVisible()
}
