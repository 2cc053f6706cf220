import type { BrowserContext, Page } from '@playwright/test'
import { faultsOf } from './support/axe'
import { answersTo } from './support/keys'
import { DICTIONARY, expect, test } from './support/test'
import { newestToast } from './support/toasts'

/** What people write about a feature, on the ways that they take: back to the list, in two tabs, without a connection. */

const PERSON = `Mary ${Date.now()}`
const API = '/api/v1'

async function features(page: Page, query = 'sort=density&limit=40'): Promise<number[]> {
  const answer = await page.request.get(`${API}/dictionaries/${DICTIONARY}/features?${query}`)
  return ((await answer.json()) as { items: { index: number }[] }).items.map(({ index }) => index)
}

/** A feature that no other test of this file writes about. */
const featureFor = async (page: Page, nth: number) => (await features(page))[10 + nth]
const addressOf = (index: number) => `/d/${DICTIONARY}/${index}`

/** Opens a page as a person, and waits until it answers to keys. */
async function open(page: Page, index: number): Promise<void> {
  await page.goto(addressOf(index))
  await answersTo(page, '#')
}

const secondTab = async (context: BrowserContext, index: number) => {
  const page = await context.newPage()
  await open(page, index)
  return page
}

const star = (page: Page) => page.getByRole('button', { name: /^Star\b/ })
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const comments = (page: Page) => page.getByRole('list', { name: 'Comments' }).getByRole('listitem')

async function write(page: Page, label: string): Promise<void> {
  await page.keyboard.press('l')
  await page.getByRole('textbox', { name: 'Your label' }).fill(label)
}

const labelsOf = async (page: Page, feature: number) => {
  const answer = await page.request.get(`${API}/labels?dictionary=${DICTIONARY}&feature=${feature}`)
  return ((await answer.json()) as { items: { text: string; author: string }[] }).items
}

test.describe.configure({ timeout: 120_000 })
test.beforeEach(async ({ context }) => {
  await context.addInitScript((name) => {
    if (!localStorage.getItem('semascope-person')) localStorage.setItem('semascope-person', name)
  }, PERSON)
})

test('an edit is seen in the list that one returns to, in another tab and in the titles of both', async ({
  page,
  context,
}) => {
  const index = await featureFor(page, 0)
  const label = `a label of ${Date.now()}`
  const tag = `seen ${Date.now()}`
  await page.goto(`/d/${DICTIONARY}`)
  await page
    .getByRole('link', { name: new RegExp(`#${index}\\b`) })
    .first()
    .click()
  await answersTo(page, '#')
  const other = await secondTab(context, index)
  await page.bringToFront()

  await page.keyboard.press('s')
  await expect(star(page)).toHaveAttribute('aria-pressed', 'true')
  await write(page, label)
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText(label)
  await expect(page).toHaveTitle(new RegExp(label))
  await expect(page.getByRole('form', { name: 'Your label' })).toBeHidden()
  await page.keyboard.press('#')
  await page.keyboard.type(tag)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Tags by people' })).toContainText(`#${tag}`)

  await expect(title(other)).toHaveText(label)
  await expect(other).toHaveTitle(new RegExp(label))
  await expect(star(other)).toHaveAttribute('aria-pressed', 'true')

  await expect(newestToast(page)).toContainText('Tagged')
  await page.goBack()
  const row = page.getByRole('row', { name: new RegExp(`#${index}\\b`) })
  await expect(row).toContainText(label)
  await expect(row).toContainText(`#${tag}`)
  await expect(row).toContainText(/starred by \d/)
})

test.describe('a label that somebody else changed', () => {
  test.use({ expectedErrors: [/409/] })
  test('two people edit one label: the second is told, and nothing is lost', async ({ page }) => {
    const index = await featureFor(page, 1)
    const mine = `mine ${Date.now()}`
    const theirs = `theirs ${Date.now()}`
    await open(page, index)
    await write(page, mine)
    const body = { dictionary: DICTIONARY, feature: index, author: 'Dan', text: theirs }
    await page.request.post(`${API}/labels`, { data: body })
    await page.keyboard.press('Enter')

    const told = page.getByRole('alert').filter({ hasText: 'Dan changed this label' })
    await expect(told).toContainText(`“${theirs}”`)
    await expect(page.getByRole('textbox', { name: 'Your label' })).toHaveValue(mine)
    expect((await labelsOf(page, index)).map(({ text }) => text)).not.toContain(mine)
    expect(await faultsOf(page)).toEqual([])

    await told.getByRole('button', { name: 'Save mine anyway' }).click()
    await expect(title(page)).toHaveText(mine)
    const stored = async () => (await labelsOf(page, index)).map(({ text }) => text)
    await expect.poll(stored).toEqual(expect.arrayContaining([mine, theirs]))

    // one edits one's own label, also when somebody else's is shown
    const newer = `newer ${Date.now()}`
    await page.request.post(`${API}/labels`, { data: { ...body, text: newer } })
    await page.reload()
    await answersTo(page, 'l')
    await expect(title(page)).toHaveText(newer)
    await page.keyboard.press('l')
    await expect(page.getByRole('textbox', { name: 'Your label' })).toHaveValue(mine)
    await expect(page.getByRole('form', { name: 'Your label' })).toContainText(
      `“${newer}” by Dan is shown now`,
    )
  })
})

test('two tabs of one person edit one label: the second is told', async ({ page, context }) => {
  const index = await featureFor(page, 2)
  await open(page, index)
  const other = await secondTab(context, index)
  await write(other, 'from the second tab')
  await page.bringToFront()
  await write(page, 'from the first tab')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveText('from the first tab')

  await other.bringToFront()
  const told = other.getByRole('alert').filter({ hasText: 'You changed this label elsewhere' })
  await expect(told).toContainText('from the first tab')
  await expect(other.getByRole('textbox', { name: 'Your label' })).toHaveValue('from the second tab')
  await told.getByRole('button', { name: 'Save mine anyway' }).click()
  await expect(title(page)).toHaveText('from the second tab')
})

test.describe('without a connection', () => {
  // charts may be about to load: the page keeps them as they were drawn, which the tests below hold
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load (resource|chunk)/] })

  test('what is written waits, says so, and is stored when the connection is back', async ({
    page,
    context,
  }) => {
    const index = await featureFor(page, 3)
    const text = `written offline ${Date.now()}`
    await open(page, index)
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await page.keyboard.press('s')
    await expect(star(page)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('c')
    await page.keyboard.type(text)
    await page.keyboard.press('Control+Enter')
    await expect(comments(page).first()).toContainText(text)
    await expect(comments(page).first()).toContainText('sent when the connection is back')

    await context.setOffline(false)
    await expect(comments(page).first()).not.toContainText('sent when the connection is back')
    await expect(newestToast(page)).toContainText('Comment added')
    const answer = await page.request.get(`${API}/marks?dictionary=${DICTIONARY}&feature=${index}`)
    expect(await answer.json()).toMatchObject({
      stars: expect.arrayContaining([PERSON]),
      comments: expect.arrayContaining([expect.objectContaining({ text, person: PERSON })]),
    })
  })

  test('a connection that is lost during a save loses nothing', async ({ page, context }) => {
    const index = await featureFor(page, 4)
    const label = `sent twice ${Date.now()}`
    await open(page, index)
    let sent = 0
    await page.route('**/api/v1/labels', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      sent += 1
      if (sent > 1) return route.continue()
      // stored, but the answer never arrives
      await route.fetch()
      await context.setOffline(true)
      await route.abort('internetdisconnected')
    })
    await write(page, label)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Waiting for the connection' })).toBeVisible()
    await context.setOffline(false)
    await expect(title(page)).toHaveText(label)
    await expect(page.getByRole('form', { name: 'Your label' })).toBeHidden()
    expect((await labelsOf(page, index)).filter(({ text }) => text === label)).toHaveLength(1)
  })
})

test.describe('when the connection is lost before the charts are there', () => {
  test.use({ expectedErrors: [/ERR_FAILED|chunk|error boundary/i] })

  test('the page stays, with the charts as the server drew them', async ({ page }) => {
    let isShown = false
    page.on('domcontentloaded', () => {
      isShown = true
    })
    await page.route('**/_next/static/chunks/**', (route) => (isShown ? route.abort() : route.continue()))
    await open(page, await featureFor(page, 10))
    await page.waitForLoadState('networkidle')
    await expect(page.getByRole('heading', { name: 'Examples' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toHaveCount(0)
  })
})

test.describe('when the server refuses', () => {
  test.use({ expectedErrors: [/403/] })

  test('a star is taken back and a comment is returned to its field', async ({ page }) => {
    const index = await featureFor(page, 5)
    await open(page, index)
    const refusal = { error: { code: 'forbidden', message: 'Readers cannot write.' } }
    await page.route(/api\/v1\/(stars|comments)/, (route) => route.fulfill({ status: 403, json: refusal }))
    await page.keyboard.press('s')
    await expect(newestToast(page)).toContainText('Not saved: Readers cannot write.')
    await expect(star(page)).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.press('c')
    await page.keyboard.type('not lost')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByLabel('Comment', { exact: true })).toHaveValue('not lost')
    await expect(comments(page).filter({ hasText: 'not lost' })).toHaveCount(0)
  })
})

test('a comment pressed twice is sent once, and what is typed while it is sent stays', async ({ page }) => {
  const index = await featureFor(page, 6)
  await open(page, index)
  await page.route('**/api/v1/comments', async (route) => {
    await new Promise((done) => setTimeout(done, 500))
    await route.continue()
  })
  const field = page.getByLabel('Comment', { exact: true })
  await field.fill('only once')
  await page.getByRole('button', { name: 'Comment', exact: true }).dblclick()
  await field.pressSequentially('the next one')
  await expect(newestToast(page)).toContainText('Comment added')
  await expect(field).toHaveValue('the next one')
  await expect(comments(page).filter({ hasText: PERSON })).toHaveCount(1)
})

test('drafts of label, comment and scores are there after loading again', async ({ page }) => {
  const index = await featureFor(page, 7)
  await open(page, index)
  await write(page, 'a draft of a label')
  await page.keyboard.press('Escape')
  await page.getByLabel('Comment', { exact: true }).fill('a draft of a comment')
  await page.getByLabel('Interpretation').fill('a draft of a reading')
  const confidence = page.getByRole('radiogroup', { name: 'Confidence' })
  await confidence.getByRole('radio', { name: /^2/ }).click()

  await page.getByRole('link', { name: /^Next, #/ }).click()
  await expect(page).not.toHaveURL(new RegExp(`/${index}$`))
  await page.goto(addressOf(index))
  await expect(page.getByLabel('Comment', { exact: true })).toHaveValue('a draft of a comment')
  await expect(page.getByLabel('Interpretation')).toHaveValue('a draft of a reading')
  await expect(confidence.getByRole('radio', { name: /^2/ })).toBeChecked()
  await page.getByRole('button', { name: 'Go on with your draft' }).click()
  await expect(page.getByRole('textbox', { name: 'Your label' })).toHaveValue('a draft of a label')
})

test('the rubric shows its questions, says what is missing, and answers to digits where the focus is', async ({
  page,
}) => {
  const index = await featureFor(page, 8)
  await open(page, index)
  const pane = page.getByRole('region', { name: 'Rubric' })
  await expect(pane).toContainText('Do high activations agree with the interpretation?')
  await pane.getByRole('button', { name: 'Save' }).click()
  await expect(pane.getByRole('alert').last()).toContainText('Still missing: confidence, activations agree')

  const answer = async (question: string, digit: string) => {
    const group = pane.getByRole('radiogroup', { name: question })
    await group.getByRole('radio').first().focus()
    await page.keyboard.press(digit)
    await expect(group.getByRole('radio', { name: new RegExp(`^${digit}`) })).toBeChecked()
  }
  await answer('Confidence', '3')
  await answer('Activations agree', '5')
  await answer('Logits agree', '2')
  await answer('Specific', '3')
  await expect(pane.getByRole('status', { name: 'Total' })).toHaveText('13 / 14')
  expect(await faultsOf(page)).toEqual([])
  await pane.getByRole('button', { name: 'Save' }).click()
  await expect(newestToast(page)).toContainText('Scores saved')
  await expect(pane).toContainText('saved')
})

test('j is next along the list that one came from, eight quick presses go eight on, and back leads to it', async ({
  page,
}) => {
  const query = 'sort=max&label=rules'
  const list = await features(page, `${query}&limit=20`)
  await page.goto(`${addressOf(list[0])}?list=${encodeURIComponent(query)}&layout=whole`)
  await answersTo(page, 'j')
  const place = page.getByRole('navigation', { name: 'Place' })
  await expect(place).toContainText('in this list')
  for (let press = 0; press < 8; press++) await page.keyboard.press('j')
  await expect(page).toHaveURL(new RegExp(`/${list[8]}\\?.*layout=whole`))
  await expect(place).toContainText(/^.*9 of/)
  await answersTo(page, 'k')
  await page.keyboard.press('k')
  await expect(page).toHaveURL(new RegExp(`/${list[7]}\\?`))
  await expect(page).toHaveURL(/list=/)
  await place.getByRole('link', { name: 'back to the list' }).click()
  await expect(page).toHaveURL(`/d/${DICTIONARY}?${query}`)
})

test('the address is shown where the browser does not let a page copy', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await open(page, await featureFor(page, 9))
  await page.getByRole('button', { name: 'Copy link' }).click()
  const field = page.getByRole('textbox', { name: 'Address of the page' })
  await expect(field).toHaveValue(page.url())
  await expect(field).toBeFocused()
})
