import { faultsOf } from './support/axe'
import { DICTIONARY, expect, test } from './support/test'

const NEURONS = 'one-layer-a.neurons'
const BOTH = `/compare?a=${DICTIONARY}&b=${NEURONS}`

test.describe('comparison', () => {
  test('names both sides in its address, which a link can carry', async ({ page }) => {
    await page.goto('/compare')
    await expect(page).toHaveURL(BOTH)
    await page.getByRole('button', { name: 'Swap left and right' }).click()
    await expect(page).toHaveURL(`/compare?a=${NEURONS}&b=${DICTIONARY}`)
    await expect(page.getByText('Neurons at the left are not matched')).toBeVisible()
    await page.getByRole('link', { name: 'Swap the sides' }).click()
    await expect(page).toHaveURL(BOTH)
    await page.getByRole('combobox', { name: 'Right' }).click()
    await page.getByRole('option', { name: new RegExp(DICTIONARY) }).click()
    await expect(page).toHaveURL(`/compare?a=${DICTIONARY}&b=${DICTIONARY}`)
  })

  test('says which dictionary does not exist', async ({ page }) => {
    await page.goto(`/compare?a=${DICTIONARY}&b=nothing`)
    await expect(page.getByText('No analysed dictionary is called “nothing”.')).toBeVisible()
  })

  test('shows the same bin of both dictionaries, by pointer and by keys', async ({ page }) => {
    await page.goto(BOTH)
    const charts = page.getByRole('application')
    await expect(charts).toHaveCount(14)
    const density = page.getByRole('figure', { name: /^density of features/ })
    await density.getByRole('application').first().focus()
    await page.keyboard.press('End')
    const tips = density.getByRole('status')
    await expect(tips).toHaveCount(2)
    await expect(tips.first()).toHaveText(/ to .*\s%\s\d+ features?, .*\s%$/)
    await expect(density.getByText(/^10\s%$/)).toHaveCount(2)
    expect(await faultsOf(page)).toEqual([])
  })

  test('says what a number must be, and keeps matches in the address and on Back', async ({ page }) => {
    await page.goto(BOTH)
    const field = page.getByRole('textbox', { name: `Feature of ${DICTIONARY}` })
    for (const wrong of ['abc', '99999', '-1', '']) {
      await field.fill(wrong)
      await field.press('Enter')
      await expect(page.getByText('Enter a number from 0 to 4 095')).toBeVisible()
    }
    await field.fill('#7')
    await field.press('Enter')
    await expect(page).toHaveURL(/features=7$/)
    const row = page.getByRole('row', { name: /^#7 / })
    const neuron = row.getByRole('link', { name: /^n\d+$/ }).first()
    await expect(neuron).toBeVisible()

    let asked = 0
    page.on('request', (request) => {
      if (/\/features\/7$/.test(new URL(request.url()).pathname) && request.url().includes('/api/')) asked++
    })
    const name = await neuron.textContent()
    await neuron.click()
    await page.waitForURL(`/d/${NEURONS}/${name?.slice(1)}`)
    await page.goBack()
    await expect(row.getByRole('link', { name: name ?? '', exact: true }).first()).toBeVisible()
    expect(asked).toBe(0)
    await page.goBack()
    await expect(page).toHaveURL(BOTH)
    await expect(row).toHaveCount(0)
  })

  test('matches the features that it proposes', async ({ page }) => {
    await page.goto(BOTH)
    const pane = page.getByRole('region', { name: 'Nearest features' })
    await pane.getByRole('button', { name: /^Match the / }).click()
    await expect(pane.getByText('not compared yet')).toHaveCount(0)
    const rows = pane.getByRole('row').filter({ has: page.getByRole('link', { name: /^n\d+$/ }) })
    await expect(rows).toHaveCount(6)
  })

  test('fits a phone', async ({ page }) => {
    for (const width of [320, 390, 900]) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto(BOTH)
      await expect(page.getByRole('heading', { name: 'Nearest features' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
})
