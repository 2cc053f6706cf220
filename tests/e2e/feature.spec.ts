import type { Page } from '@playwright/test'
import { answersTo } from './support/keys'
import { expect, test } from './support/test'
import { newestToast } from './support/toasts'

/** The first analysed dictionary of the server under test and its densest feature. */
async function densest(page: Page): Promise<{ dictionary: string; index: number }> {
  const list = await (await page.request.get('/api/v1/dictionaries')).json()
  const dictionary = list.items[0].id as string
  const features = await (
    await page.request.get(`/api/v1/dictionaries/${dictionary}/features?sort=density&limit=1`)
  ).json()
  return { dictionary, index: features.items[0].index }
}

test.describe('feature', () => {
  test('shows its panes, and a token’s tooltip follows the arrow keys', async ({ page }) => {
    const { dictionary, index } = await densest(page)
    await page.goto(`/d/${dictionary}/${index}`)
    for (const name of [
      'Activations',
      'Examples',
      'Direct effect on logits',
      'Labels',
      'Rubric',
      'Provenance',
    ])
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    await page.locator('#examples bdi[tabindex="0"]').first().focus()
    const tip = page.getByRole('dialog', { name: 'Token' })
    await expect(tip).toContainText('of maximum')
    const said = await tip.textContent()
    await page.keyboard.press('ArrowLeft')
    await expect(tip).not.toHaveText(said ?? '')
    await page.keyboard.press('Escape')
    await expect(tip).toBeHidden()
  })

  test('shows the examples of an interval when its cell is pressed', async ({ page }) => {
    const { dictionary, index } = await densest(page)
    await page.goto(`/d/${dictionary}/${index}`)
    await page
      .getByRole('navigation', { name: 'Intervals' })
      .getByRole('link', { name: /^Interval 10\b/ })
      .click()
    await expect(
      page
        .getByRole('region', { name: /^Interval 10/ })
        .getByRole('listitem')
        .first(),
    ).toBeVisible()
  })

  test('keeps a label and rubric scores across a reload', async ({ page }) => {
    const { dictionary, index } = await densest(page)
    await page.goto(`/d/${dictionary}/${index}`)
    const text = `<b>label</b> ${Date.now()}`
    await answersTo(page, 'l')
    await page.keyboard.press('l')
    await page.getByRole('textbox', { name: 'Your label' }).fill(text)
    await page.getByLabel('Your name').first().fill('Ada')
    await page.getByRole('form', { name: 'Your label' }).getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(text)
    for (const [name, value] of [
      ['Confidence', '3'],
      ['Activations agree', '4'],
      ['Separate meanings', '1'],
      ['Logits agree', '2'],
      ['Specific', '2'],
    ])
      await page.getByRole('radiogroup', { name }).getByRole('radio', { name: value }).click()
    await page.getByRole('form', { name: 'Rubric' }).getByRole('button', { name: 'Save' }).click()
    await expect(newestToast(page)).toContainText('Scores saved')
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(text)
    await expect(page.getByLabel('Total')).toHaveText('12 / 14')
    await expect(
      page.getByRole('radiogroup', { name: 'Confidence' }).getByRole('radio', { name: '3' }),
    ).toBeChecked()
  })

  test.describe('that does not exist', () => {
    test.use({ expectedErrors: [/404/] })
    test('answers 404', async ({ page }) => {
      const { dictionary } = await densest(page)
      for (const segment of ['99999999', '-1', 'x', '1.5'])
        expect((await page.goto(`/d/${dictionary}/${segment}`))?.status()).toBe(404)
    })
  })
})

test.describe('search', () => {
  test('finds the features of a token and opens one by keys', async ({ page }) => {
    const { dictionary, index } = await densest(page)
    const feature = await (
      await page.request.get(`/api/v1/dictionaries/${dictionary}/features/${index}`)
    ).json()
    await page.goto(`/search?dictionary=${dictionary}&id=${feature.tokens[0].id}`)
    await expect(page.getByRole('heading', { name: /^Fires on/ })).toBeVisible()
    await answersTo(page, 'ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/d/${dictionary}/\\d+$`))
  })

  test('does not run typed markup, and says what was not found', async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    await expect(page.getByRole('heading', { name: /No token begins with/ })).toBeVisible()
    expect(await page.locator('img').count()).toBe(0)
  })

  test('jumps to a feature by number', async ({ page }) => {
    const { dictionary, index } = await densest(page)
    await page.goto(`/search?dictionary=${dictionary}`)
    await page.getByRole('searchbox').fill(`#${index}`)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/d/${dictionary}/${index}`)
  })
})
