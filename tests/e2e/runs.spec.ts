import { faultsOf } from './support/axe'
import { expect, test } from './support/test'

const RUN = {
  ...{ id: 900, kind: 'analysis', title: 'Analyse one-layer-a', status: 'running', error: null },
  ...{ settings: {}, provenance: {}, progress: 0.25, dictionaries: ['one-layer-a.a1'] },
  ...{ createdAt: '2026-01-01T10:00:00.000Z', startedAt: '2026-01-01T10:00:00.000Z', finishedAt: null },
  stages: [
    {
      ...{ name: 'harvest', status: 'running', done: 25, total: 100, unit: 'tokens', rate: 5 },
      ...{ etaSeconds: 15, error: null, startedAt: null, updatedAt: null, finishedAt: null },
    },
  ],
}

test('the page of finished runs asks for nothing more', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/runs')) asked.push(request.method())
  })
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
  await expect(page.getByText('finished', { exact: true }).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  const before = asked.length
  await page.waitForTimeout(7000)
  expect(asked.length).toBe(before)
  expect(before).toBeLessThanOrEqual(1)
})

test('a running run is followed until it is finished, and cancelling it asks first', async ({ page }) => {
  let run: typeof RUN = RUN
  let asked = 0
  const cancelled: string[] = []
  await page.route(/\/api\/v1\/runs(\?|$)/, async (route) => {
    asked += 1
    await route.fulfill({ json: { items: [run], nextCursor: null } })
  })
  await page.route('**/api/v1/runs/900/cancel', async (route) => {
    cancelled.push(route.request().method())
    run = { ...RUN, status: 'cancelled' }
    await route.fulfill({ json: run })
  })
  await page.goto('/runs')
  const card = page.getByRole('listitem').filter({ hasText: '25 %' })
  // coming back to the window asks for the runs again
  await expect
    .poll(async () => {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
      return card.count()
    })
    .toBe(1)
  await expect(card).toContainText('Analyse one-layer-a: a1')
  await expect.poll(() => asked).toBeGreaterThan(2)
  expect(await faultsOf(page)).toEqual([])

  await card.getByRole('button', { name: /^Cancel/ }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  expect(cancelled).toEqual([])

  await card.getByRole('button', { name: /^Cancel/ }).click()
  await question.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(page.getByText('cancelled', { exact: true }).first()).toBeVisible()
  expect(cancelled).toEqual(['POST'])
  await page.waitForTimeout(1500)
  const before = asked
  await page.waitForTimeout(3000)
  expect(asked).toBe(before)
})
