import { expect, test } from './support/test'

test.describe('the API page', () => {
  test('lists the operations, asks one and shows the answer, and asks nobody but this server', async ({
    page,
  }) => {
    const hosts = new Set<string>()
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http')) hosts.add(host)
    })
    await page.goto('/')
    await page.getByRole('contentinfo').getByRole('link', { name: 'API', exact: true }).click()
    await page.waitForURL(/\/api$/)
    await expect(page).toHaveTitle(/^API/)
    await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible()

    await page.getByRole('button', { name: /All dictionaries with their quality$/ }).click()
    await page.getByRole('button', { name: 'Execute' }).click()
    await expect(page.getByText('"one-layer-a.neurons"').first()).toBeVisible()
    expect([...hosts]).toEqual([new URL(page.url()).host])
  })

  test('follows the theme and fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/api')
    await expect(page.getByRole('heading', { level: 3, name: /^dictionaries/ })).toBeVisible()
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await background()
    await page.getByRole('button', { name: /^Theme: system/ }).click()
    await page.getByRole('button', { name: /^Theme: light/ }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    expect(await background()).not.toBe(light)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
