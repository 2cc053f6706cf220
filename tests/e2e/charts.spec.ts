import type { Page } from '@playwright/test'
import { expectNoShift, watchShifts } from './support/shifts'
import { DICTIONARY, expect, test } from './support/test'

/** Opens the feature with the most firings, which has every interval and both histograms. */
async function open(page: Page): Promise<void> {
  const { items } = await (
    await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=max&limit=1`)
  ).json()
  await page.goto(`/d/${DICTIONARY}/${items[0].index}`)
  await expect(activations(page)).toBeVisible()
}

const activations = (page: Page) => page.getByRole('application', { name: /^Histogram of .* activations/ })

test.describe('charts of a feature', () => {
  test('are drawn after the text, in places that are kept, and show value and share', async ({ page }) => {
    await watchShifts(page)
    await open(page)
    await expect(page.getByRole('application')).toHaveCount(3)
    await expectNoShift(page)
    const logits = page.getByRole('region', { name: 'Direct effect on logits' })
    await logits.getByRole('application').focus()
    await page.keyboard.press('End')
    await expect(logits.getByRole('status').first()).toHaveText(/to \+.* tokens?, .*% of/)
    const loss = page.getByRole('figure', { name: /^Mean Δloss by interval/ })
    await loss.getByRole('application').focus()
    await page.keyboard.press('End')
    await expect(loss.getByRole('status')).toHaveText(/(nats|not measured) in interval 0/)
  })

  test('an interval leads to its examples while a bar limits them', async ({ page }) => {
    await open(page)
    await activations(page).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]bin=0/)
    await expect(page.getByRole('heading', { name: /^Interval 3 / })).toHaveCount(0)
    await page
      .getByRole('navigation', { name: 'Intervals' })
      .getByRole('link', { name: /^Interval 3,/ })
      .click()
    await expect(page.getByRole('heading', { name: /^Interval 3 / })).toBeInViewport()
    await expect(page).not.toHaveURL(/bin=/)
    await page.goBack()
    await expect(page).toHaveURL(/[?&]bin=0/)
  })

  test('tokens that it raises are links, and there are more of them', async ({ page }) => {
    await open(page)
    const pane = page.getByRole('region', { name: 'Direct effect on logits' })
    const links = pane.getByRole('listitem').getByRole('link')
    await expect(links).toHaveCount(20)
    const box = await links.first().boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(24)
    await pane.getByRole('button', { name: 'More tokens' }).click()
    await expect(pane.getByRole('button', { name: 'Fewer tokens' })).toBeVisible()
    expect(await links.count()).toBeGreaterThan(20)
    await links.first().click()
    await expect(page).toHaveURL(/\/search\?.*id=\d+/)
  })
})
