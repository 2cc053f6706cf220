import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { holdAnswers } from './support/hold'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'
import { newestToast } from './support/toasts'

const FEATURE = `/d/${DICTIONARY}/3`
const LIST = `/d/${DICTIONARY}`

/** Opens the page of a feature, as somebody whose name is known, and waits until it answers to its keys. */
async function open(page: Page): Promise<void> {
  await page.addInitScript(() => window.localStorage.setItem('semascope-person', 'Frida'))
  await page.goto(FEATURE)
  await answersTo(page, 's')
}

/** Delays every script that is asked for from now on, as a slow network does. */
const delayScripts = (page: Page, ms: number) =>
  page.route('**/_next/static/chunks/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await route.continue()
  })

const star = (page: Page) => page.getByRole('main').getByRole('button', { name: /^Star/ }).first()

test.describe('without a network', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to (fetch|load)/] })

  test('a press on a link stays in the app, says so, and arrives when the network is back', async ({
    page,
    context,
  }) => {
    await open(page)
    await context.setOffline(true)
    await page
      .getByRole('navigation', { name: 'Main', exact: true })
      .getByRole('link', { name: 'Runs' })
      .click()
    await expect(page.getByText(/^Offline: changes are kept/)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(FEATURE)

    await context.setOffline(false)
    await page.waitForURL(/\/runs$/, { timeout: 15_000 })
    await expect(page.getByText(/^Offline: changes are kept/)).toBeHidden()
  })

  test('a server that does not answer is said, and asked until it does', async ({ page }) => {
    await open(page)
    await page.route('**/api/v1/**', (route) => route.abort())
    await page.keyboard.press('s')
    await expect(page.getByText('The server does not answer, trying again')).toBeVisible()
    await page.unroute('**/api/v1/**')
    await expect(page.getByText('The server does not answer, trying again')).toBeHidden({ timeout: 15_000 })
  })
})

test('a line says that a press was heard, while the next page is on its way', async ({ page }) => {
  await open(page)
  const release = await holdAnswers(page, /\/runs\?.*_rsc=/)
  await page.keyboard.type('gr')
  await expect(page.getByRole('progressbar', { name: 'Loading the page' })).toBeVisible({ timeout: 1000 })
  release()
  await page.waitForURL(/\/runs$/)
  await expect(page.getByRole('progressbar', { name: 'Loading the page' })).toBeHidden()
})

test('letters typed while the palette is being fetched go to the palette, not to the keys of the page', async ({
  page,
}) => {
  await open(page)
  const before = await star(page).getAttribute('aria-pressed')
  await delayScripts(page, 700)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('script', { delay: 60 })
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('script')
  await page.keyboard.press('Escape')
  expect(await star(page).getAttribute('aria-pressed')).toBe(before)
})

test('each toast has its own undo, and F8 reaches them', async ({ page }) => {
  await open(page)
  const toasts = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem')
  const changed = () => page.waitForResponse((answer) => answer.url().endsWith('/api/v1/stars'))
  await Promise.all([changed(), page.keyboard.press('s')])
  await expect(toasts).toHaveCount(1)
  await Promise.all([changed(), page.keyboard.press('s')])
  await expect(toasts).toHaveCount(2)
  await expect(toasts.getByRole('button', { name: /^Undo/ })).toHaveCount(2)
  await page.keyboard.press('F8')
  await page.keyboard.press('Tab')
  await expect(toasts.last()).toBeFocused()
  await page.keyboard.press('u')
  await expect(newestToast(page)).toContainText('Undone')
})

test('keys of one character can be switched off from the list of keys, and stay off', async ({ page }) => {
  await open(page)
  const before = await star(page).getAttribute('aria-pressed')
  await page.getByRole('button', { name: 'Keys of this page' }).click()
  const help = page.getByRole('dialog', { name: 'Keys' })
  await expect(help).toContainText('go to runs')
  await help.getByRole('checkbox', { name: 'Keys of one character' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Keys of this page' })).toBeFocused()

  await page.reload()
  await answersTo(page, 's')
  await page.keyboard.press('s')
  await page.keyboard.press('?')
  expect(await star(page).getAttribute('aria-pressed')).toBe(before)
  await expect(help).toBeHidden()
})

test('axe finds nothing on the list of keys', async ({ page }) => {
  await page.goto('/runs')
  await page.getByRole('button', { name: 'Keys of this page' }).click()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
})

test('letters count by their place on a keyboard of another script, and with CapsLock', async ({ page }) => {
  await open(page)
  const press = (init: { key: string; code: string }) =>
    page.evaluate((init) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
    }, init)
  await press({ key: 'п', code: 'KeyG' })
  await press({ key: 'к', code: 'KeyR' })
  await page.waitForURL(/\/runs$/)
  await press({ key: 'G', code: 'KeyG' })
  await press({ key: 'L', code: 'KeyL' })
  await page.waitForURL(/\/lists$/)
})

test('a pointer can go into a definition, which follows its word', async ({ page }) => {
  await open(page)
  const term = page.getByRole('main').getByRole('button', { name: 'Density', exact: true }).first()
  await term.hover()
  const tip = page.getByText('The share of tokens on which the feature is active')
  await expect(tip).toBeVisible()
  await tip.hover()
  await page.waitForTimeout(500)
  await expect(tip).toBeVisible()

  await term.click()
  const below = async () =>
    ((await tip.boundingBox())?.y ?? Number.NaN) - ((await term.boundingBox())?.y ?? Number.NaN)
  const distance = await below()
  await page.mouse.wheel(0, 60)
  await expect.poll(below).toBeCloseTo(distance, -1)
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
})

test('on a phone a definition is a sheet with a button to close it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  await page.getByRole('main').getByRole('button', { name: 'Density', exact: true }).first().click()
  const sheet = page.getByRole('dialog', { name: 'Density' })
  await expect(sheet).toContainText('The share of tokens')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(sheet).toBeHidden()
})

test('the keys of the page are in sight at the first screen of a long list', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(LIST)
  await expect(page.getByRole('contentinfo').getByRole('button', { name: /all keys/ })).toBeInViewport()
})

test('a phone reaches lists, and the places of its menu', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/')
  const tabs = page.getByRole('navigation', { name: 'Main, phone' })
  await tabs.getByRole('link', { name: 'Lists' }).click()
  await page.waitForURL(/\/lists$/)
  await tabs.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Compare' }).click()
  await page.waitForURL(/\/compare/)
})

for (const width of [320, 720, 860, 900, 1024, 1100, 1200])
  test(`nothing lies on anything in the bar at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 })
    await page.goto(LIST)
    const overlaps = await page.getByRole('banner').evaluate((bar) => {
      const parts = [...bar.querySelectorAll('a, button')].filter((part) => part.getClientRects().length > 0)
      const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() }))
      return boxes.flatMap(({ part, box }, at) =>
        boxes
          .slice(at + 1)
          .filter((other) => other.box.left < box.right - 1 && box.left < other.box.right - 1)
          .map((other) => `${part.textContent} on ${other.part.textContent}`),
      )
    })
    expect(overlaps).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
