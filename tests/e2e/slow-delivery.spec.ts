import { expectNoShift, watchShifts } from './support/shifts'
import { deliverSlowly } from './support/slow-delivery'
import { DICTIONARY, expect, test } from './support/test'

/** Pages with lines that end at the right, tables and rows of figures: what grows to the left, or makes columns wider. */
const ADDRESSES = [
  '/',
  `/compare?a=${DICTIONARY}&b=one-layer-a.neurons`,
  '/search?q=import',
  `/d/${DICTIONARY}`,
  `/d/${DICTIONARY}/7`,
  `/d/${DICTIONARY}/quality`,
]

let slow: Awaited<ReturnType<typeof deliverSlowly>>
test.beforeAll(async ({ baseURL }) => {
  slow = await deliverSlowly(baseURL ?? '')
})
test.afterAll(() => slow?.stop())

for (const address of ADDRESSES)
  test(`nothing moves on ${address} while it arrives in pieces`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await watchShifts(page)
    await page.goto(slow.url + address)
    await page.waitForLoadState('networkidle')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoShift(page)
  })
