import type { Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { run, serve } from './support/command-line'
import { DICTIONARY, expect, test } from './support/test'
import { newestToast } from './support/toasts'

const PASSWORD = 'correct horse battery'
const stamp = Date.now()
const ADMIN = { name: `Hypatia ${stamp}`, email: `hypatia${stamp}@example.org` }
const GUEST = { name: `Emmy ${stamp}`, email: `emmy${stamp}@example.org` }

let server: Awaited<ReturnType<typeof serve>>

test.beforeAll(async () => {
  test.setTimeout(300_000)
  await run(
    ['people', 'add', '--email', ADMIN.email, '--name', ADMIN.name, '--role', 'admin'],
    `${PASSWORD}\n`,
  )
  server = await serve(['--accounts'])
})

test.afterAll(async () => server?.stop())

async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Password').press('Enter')
}

/** Chooses an entry of the account's menu by keys; the menu opens once the page has its scripts. */
async function chooseInMenu(page: Page, person: string, entry: string) {
  const item = page.getByRole('menuitem', { name: entry })
  await expect(async () => {
    await page.getByLabel(`Account: ${person}`).press('Enter')
    await expect(item).toBeVisible({ timeout: 1000 })
  }).toPass()
  await item.click()
}

/** No fault that axe finds, no scrolling sideways, in both themes and on a phone. */
async function looksRight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await faultsOf(page)).toEqual([])
    if (process.env.SCREENSHOTS)
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        const name = `${new URL(page.url()).pathname.split('/')[1] || 'home'}-${width}-${colorScheme}.png`
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}`, fullPage: true })
      }
  }
  await page.setViewportSize({ width: 390, height: 844 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('from the first admin on the command line to an invited annotator who scores and leaves', async ({
  page,
  browser,
}) => {
  test.setTimeout(400_000)
  page.setDefaultTimeout(30_000)
  const feature = `/d/${DICTIONARY}/3`

  // nothing is seen before signing in, and one comes back to where one wanted to be
  await page.goto(server.url + feature)
  await expect(page).toHaveURL(`${server.url}/sign-in?next=${encodeURIComponent(feature)}`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect((await page.request.get(`${server.url}/api/v1/dictionaries`)).status()).toBe(401)
  await looksRight(page)
  await signIn(page, ADMIN.email)
  await expect(page).toHaveURL(server.url + feature)

  // the admin invites
  await chooseInMenu(page, ADMIN.name, 'People')
  await expect(page.getByRole('heading', { name: 'People', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByRole('status').getByText('/invite/').innerText()
  expect(link).toMatch(/\/invite\/[\w-]{43}$/)
  await looksRight(page)

  // the annotator takes the invitation, once
  const context = await browser.newContext()
  const own = await context.newPage()
  own.setDefaultTimeout(30_000)
  await own.goto(link)
  await looksRight(own)
  await own.getByLabel('Your name').fill(GUEST.name)
  await own.getByLabel('E-mail address').fill(GUEST.email)
  await own.getByLabel('Password').fill(PASSWORD)
  await own.getByRole('button', { name: 'Create account' }).click()
  await expect(own.getByLabel(`Account: ${GUEST.name}`)).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This invitation is no longer valid' })).toBeVisible()

  // and scores, without being asked for a name
  await own.goto(server.url + feature)
  const rubric = own.getByRole('region', { name: 'Rubric' })
  await rubric.getByLabel('Interpretation', { exact: true }).fill('opening quotes')
  const groups = rubric.getByRole('radiogroup')
  for (let at = 0; at < (await groups.count()); at++)
    await groups.nth(at).getByRole('radio', { name: /^1/ }).click()
  await expect(rubric.getByLabel('Your name')).toHaveCount(0)
  await rubric.getByRole('button', { name: 'Save' }).click()
  await expect(newestToast(own)).toContainText('Scores saved')
  await own.goto(`${server.url}/people`)
  await expect(own.getByRole('heading', { name: 'This page is for admins' })).toBeVisible()
  expect((await context.request.get(`${server.url}/api/v1/people`)).status()).toBe(403)

  // an API token is shown once and works
  await own.goto(`${server.url}/account`)
  await own.getByLabel('Purpose').fill('sync')
  await own.getByRole('button', { name: 'Make a token' }).click()
  const token = await own
    .getByRole('status')
    .getByText(/^semascope_/)
    .innerText()
  await looksRight(own)
  const guest = await browser.newContext()
  const headers = { authorization: `Bearer ${token}` }
  const asked = await guest.request.get(`${server.url}/api/v1/account`, { headers })
  expect(await asked.json()).toMatchObject({ name: GUEST.name, role: 'reader' })
  await guest.close()

  // the admin sees it in the log
  await page.goto(`${server.url}/people`)
  const entry = page.getByRole('row').filter({ hasText: 'POST /annotations' }).first()
  await expect(entry).toContainText(GUEST.name)
  await expect(entry).toContainText('201')

  // signing out ends it
  await chooseInMenu(own, GUEST.name, 'Sign out')
  await expect(own.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await own.goto(server.url + feature)
  await expect(own).toHaveURL(/\/sign-in\?next=/)
  await context.close()
})

test.describe('a wrong password', () => {
  test.use({ expectedErrors: [/401/] })

  test('is explained, and an address of another site is not followed', async ({ page }) => {
    await page.goto(`${server.url}/sign-in?next=${encodeURIComponent('//evil.example/')}`)
    await signIn(page, ADMIN.email, 'not this one')
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(
      'no account has this address and this password',
    )
    await signIn(page, ADMIN.email)
    await expect(page).toHaveURL(`${server.url}/`)
  })
})
