import type { Locator } from '@playwright/test'
import { DICTIONARY, expect, test } from './support/test'

/** Texts in which something usually goes wrong. */
const TEXTS: Readonly<Record<string, string>> = {
  markup: '<img src=x onerror="alert(1)"> <b>bold</b> &amp; <script>alert(2)</script>',
  'spaces, tabs and breaks': '  two  spaces\tand\ttabs\n\n    four',
  'scripts whose characters are split': 'Ελληνικά русский 漢字かな 한국어 😀',
  'right to left': 'שלום עולם and العربية',
  'combining marks': 'e\u0301a\u0308 न\u093f',
  'controls and marks of direction': 'a\u0000b\u0007c\u202ed\u200ee',
}

/** The text of a strip without the marks that stand for what cannot be seen. */
const plainText = (strip: Locator) =>
  strip.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const mark of copy.querySelectorAll('i')) mark.remove()
    return copy.textContent ?? ''
  })

test.describe('tokens of any text', () => {
  for (const [name, text] of Object.entries(TEXTS))
    test(`${name}: shown in order, and never run as markup`, async ({ page }) => {
      await page.goto(`/d/${DICTIONARY}/7`)
      await page.getByLabel('Text to test').fill(text)
      const answered = page.waitForResponse(/\/inspect$/)
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      const { tokens } = await (await answered).json()
      const strip = page.getByRole('group', { name: 'Tested text' })
      await expect(strip.locator('bdi')).toHaveCount(tokens.length)

      // what cannot be seen has a mark of its own; all the rest reads as it was typed
      const hidden = /[\p{Cc}\p{Cf}]/gu
      expect((await plainText(strip)).replace(hidden, '')).toBe(text.replace(hidden, ''))
      const marks = await strip.locator('i:not(.part)').allTextContents()
      expect(marks.length).toBeGreaterThanOrEqual((text.match(hidden) ?? []).length)
      expect(await strip.locator('bdi *:not(i)').count()).toBe(0)
      // bytes that no neighbour completes would be left in hex
      expect(await strip.locator('.hex').count()).toBe(0)
      expect((await strip.textContent()) ?? '').not.toContain('\ufffd')

      // within a line every token begins right of where the one before begins; one with breaks has a box a line
      const boxes = await strip.locator('bdi').evaluateAll((tokens) =>
        tokens.map((token) => {
          const rects = [...token.getClientRects()].map(({ left, top }) => ({ left, top }))
          return { first: rects[0], last: rects.at(-1) }
        }),
      )
      for (const [at, { first }] of boxes.entries()) {
        const last = boxes[at - 1]?.last
        if (last && first && Math.abs(last.top - first.top) < 4)
          expect(first.left).toBeGreaterThanOrEqual(last.left)
      }
    })
})

test('a special token of an example is a mark, not text', async ({ page }) => {
  const list = await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=40`)
  const features: { index: number }[] = (await list.json()).items
  for (const { index } of features) {
    const examples = await page.request.get(
      `/api/v1/dictionaries/${DICTIONARY}/features/${index}/examples?group=top`,
    )
    const items: { special?: number[]; position: number }[] = (await examples.json()).items
    const near = items.findIndex(({ special, position }) =>
      special?.some((at) => Math.abs(at - position) < 4),
    )
    if (near < 0) continue
    await page.goto(`/d/${DICTIONARY}/${index}`)
    const row = page.getByRole('region', { name: /^Top/ }).getByRole('listitem').nth(near)
    await expect(row.locator('bdi i', { hasText: 'endoftext' })).toHaveCount(1)
    return
  }
  throw new Error('no example of the densest features begins a document')
})
