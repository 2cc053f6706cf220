import { readFile } from 'node:fs/promises'
import { QualitySchema } from '@/lib/contract/quality'
import { faultsOf } from './support/axe'
import { expectNoShift, watchShifts } from './support/shifts'
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

    const training = page.getByRole('region', { name: 'Training' })
    const loss = training.getByRole('application', { name: /^Loss over the steps/ })
    await loss.focus()
    const tip = training
      .getByRole('status')
      .filter({ hasText: /at step/ })
      .first()
    await expect(tip).toContainText('at step')
    const first = await tip.textContent()
    await page.keyboard.press('ArrowRight')
    await expect(tip).not.toHaveText(first ?? '')
    await page.keyboard.press('Home')
    await expect(tip).toHaveText(first ?? '')
    await page.keyboard.press('End')
    await expect(tip).toContainText(/at step 4.?800/)
    await page.keyboard.press('Escape')
    await expect(training.getByRole('status').filter({ hasText: /at step/ })).toHaveCount(0)

    await training.getByRole('button', { name: 'Table and files of the chart: Loss' }).click()
    await page.getByRole('menuitem', { name: 'As a table' }).click()
    const table = page.getByRole('dialog', { name: /^Loss/ })
    await expect(table.getByRole('columnheader', { name: 'explained variance' })).toBeVisible()
    await page.keyboard.press('Escape')

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

    for (const width of [320, 390, 900]) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto(`/d/${DICTIONARY}/quality`)
      await expect(page.getByRole('heading', { name: 'Training' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

  test('keeps the place of every chart, which shows its values under the pointer', async ({ page }) => {
    await watchShifts(page)
    await page.goto(`/d/${DICTIONARY}/quality`)
    const density = page.getByRole('region', { name: 'Density' })
    const chart = density.getByRole('application')
    await expect(chart).toBeVisible()
    await expect(page.getByRole('application')).toHaveCount(7)
    await expectNoShift(page)
    const box = await chart.boundingBox()
    if (!box) throw new Error('the chart has no place')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await expect(density.getByRole('status')).toHaveText(/%\sto\s.*\s%\s\d+ features?, .*\s% of/)
    expect(await faultsOf(page)).toEqual([])
  })

  test('prints its charts, and keeps its bars with forced colours', async ({ page }) => {
    await page.goto(`/d/${DICTIONARY}/quality`)
    const chart = page.getByRole('region', { name: 'Density' }).getByRole('application')
    await expect(chart).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    const pane = await page.getByRole('region', { name: 'Density' }).boundingBox()
    expect((await chart.boundingBox())?.width).toBeGreaterThan((pane?.width ?? 0) * 0.8)
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
    const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const fill = await chart
      .locator('rect')
      .nth(3)
      .evaluate((bar) => getComputedStyle(bar).fill)
    expect(fill).not.toBe(canvas)
  })

  test('zooms its curves by a drag and by keys', async ({ page }) => {
    await page.goto(`/d/${DICTIONARY}/quality`)
    const training = page.getByRole('region', { name: 'Training' })
    const chart = training.getByRole('application', { name: /^L0 over/ })
    const box = await chart.boundingBox()
    if (!box) throw new Error('the chart has no place')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width * 0.25, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.4, y)
    await page.mouse.move(box.x + box.width * 0.5, y)
    await page.mouse.up()
    const says = training.getByText(/^Steps /)
    await expect(says).toHaveText(/^Steps 1.?[0-9]{3} to 2.?[0-9]{3}$/)
    await training.getByRole('slider', { name: 'Last step' }).press('End')
    await expect(says).toHaveText(/to 4.?800$/)
    await training.getByRole('button', { name: 'Show all steps' }).click()
    await expect(says).toHaveText(/^Steps 50 to 4.?800$/)
  })

  test('gives each chart as numbers, picture and drawing, named after the dictionary', async ({ page }) => {
    await page.goto(`/d/${DICTIONARY}/quality`)
    await expect(page.getByRole('application').first()).toBeVisible()
    const save = async (name: string) => {
      await page.getByRole('button', { name: 'Table and files of the chart: Density' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ])
      return { name: download.suggestedFilename(), data: await readFile(await download.path()) }
    }
    const csv = await save('Save the numbers (CSV)')
    expect(csv.name).toBe(`${DICTIONARY}-density.csv`)
    expect(csv.data.toString()).toMatch(/^from,to,features,share\r\n-\d/)
    const svg = await save('Save as drawing (SVG)')
    const drawing = svg.data.toString()
    expect(drawing).toContain(`Density, ${DICTIONARY}`)
    expect(drawing.match(/<rect/g)?.length).toBeGreaterThan(20)
    expect(drawing).not.toContain('var(--')
    const png = await save('Save as picture (PNG)')
    expect(png.name).toBe(`${DICTIONARY}-density.png`)
    expect(png.data.subarray(1, 4).toString()).toBe('PNG')
    expect(png.data.length).toBeGreaterThan(4000)
  })
})

test.describe('quality of a dictionary that does not exist', () => {
  test.use({ expectedErrors: [/404/] })
  test('answers 404', async ({ page }) => {
    const response = await page.goto('/d/none/quality')
    expect(response?.status()).toBe(404)
  })
})
