import { QualitySchema } from '@/lib/contract/quality'
import { DICTIONARY, expect, test } from './support/test'

test.describe('quality', () => {
  test('shows every metric, the training and the frontier, with definitions and values', async ({ page }) => {
    await page.goto(`/d/${DICTIONARY}`)
    await page.getByRole('link', { name: 'Quality', exact: true }).click()
    await page.waitForURL(/\/quality$/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('quality')
    for (const name of ['Loss', 'Predictions', 'Reconstruction', 'Features', 'Density', 'Training'])
      await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'KL score' }).click()
    await expect(page.getByRole('tooltip')).toContainText('KL at zero')
    await page.keyboard.press('Escape')

    const loss = page.getByRole('slider', { name: /^Loss over the steps/ })
    await loss.focus()
    await page.keyboard.press('Home')
    const first = await loss.getAttribute('aria-valuetext')
    await page.keyboard.press('ArrowRight')
    await expect(loss).not.toHaveAttribute('aria-valuetext', first ?? '')
    await expect(loss).toContainText('step')

    const training = page.getByRole('region', { name: 'Training' })
    await training.getByText('As a table').click()
    await expect(training.getByRole('columnheader', { name: 'explained variance' })).toBeVisible()

    const frontier = page.getByRole('region', { name: 'Sparsity against loss' })
    await expect(frontier.getByRole('row', { name: new RegExp(`^${DICTIONARY} `) })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await frontier.getByRole('row').getByRole('link', { name: 'one-layer-a.neurons' }).click()
    await page.waitForURL(/neurons\/quality$/)
    await expect(page.getByText('belongs to the model itself and was not trained')).toBeVisible()
  })

  test('is answered by the API as documented, and fits a phone', async ({ page }) => {
    const quality = QualitySchema.parse(
      await (await page.request.get(`/api/v1/dictionaries/${DICTIONARY}/quality`)).json(),
    )
    expect(quality.training?.curve.length).toBeGreaterThan(10)
    expect(quality.frontier.map(({ name }) => name)).toContain(DICTIONARY)
    const missing = await page.request.get('/api/v1/dictionaries/none/quality')
    expect(missing.status()).toBe(404)

    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/d/${DICTIONARY}/quality`)
    await expect(page.getByRole('heading', { name: 'Training' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})

test.describe('quality of a dictionary that does not exist', () => {
  test.use({ expectedErrors: [/404/] })
  test('answers 404', async ({ page }) => {
    const response = await page.goto('/d/none/quality')
    expect(response?.status()).toBe(404)
  })
})
