import { faultsOf } from './support/axe'
import { answersTo } from './support/keys'
import { answerItem, answerTo, interpretationOf, itemHeading, makeStudy, openStudy } from './support/studies'
import { DICTIONARY, expect, test } from './support/test'

const UNREACHABLE = /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_FAILED/

test.describe('answers', () => {
  test('that were typed a moment before a reload are kept', async ({ page }) => {
    const study = await makeStudy(page.request, { itemsEach: 2, asksLevels: false })
    await openStudy(page, study, 'Ada')
    await expect(interpretationOf(page)).toBeFocused()
    await page.keyboard.type('typed just now')
    await page.reload()
    await expect(interpretationOf(page)).toHaveValue('typed just now')
    await expect(page.getByText('Your answers are saved.')).toBeVisible()
    // another browser of the same person finds them too
    const next = await page.request.post(`/api/v1/studies/${study}/next`, { data: { annotator: 'Ada' } })
    expect((await next.json()).item.draft.interpretation).toBe('typed just now')
  })

  test('on an item that another tab has scored are not a dead end', async ({
    page,
    context,
    expectedErrors,
  }) => {
    expectedErrors.push(/409/)
    const study = await makeStudy(page.request, { itemsEach: 2, asksLevels: false })
    const other = await context.newPage()
    await openStudy(page, study, 'Ada')
    await openStudy(other, study, 'Ada')
    await page.bringToFront()
    await answerItem(page, 'in the first tab')
    await other.bringToFront()
    await interpretationOf(other).focus()
    await answerItem(other, 'in the second tab')
    await other.keyboard.press('Enter')
    await expect(itemHeading(other, 2)).toBeVisible()

    await page.bringToFront()
    await page.keyboard.press('Enter')
    await expect(itemHeading(page, 2)).toBeVisible()
    await expect(page.getByText('You already finished this item in another tab')).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'could not be stored' })).toHaveCount(0)
    await expect(interpretationOf(page)).toHaveValue('')
  })

  test('given offline are kept and sent when the connection is back', async ({
    page,
    context,
    expectedErrors,
  }) => {
    expectedErrors.push(UNREACHABLE)
    const study = await makeStudy(page.request, { itemsEach: 2, asksLevels: false })
    await openStudy(page, study, 'Ada')
    await context.setOffline(true)
    await answerItem(page, 'without a network')
    await expect(page.getByText('You are offline. Your answers are kept in this browser')).toBeVisible()
    for (let press = 0; press < 3; press++) await page.keyboard.press('Enter')
    await expect(page.getByText(/kept in this browser and are sent as soon as/)).toBeVisible()
    await context.setOffline(false)
    await expect(itemHeading(page, 2)).toBeVisible()
    await expect(page.getByText('1 of 4')).toBeVisible()
  })

  test('that the server never got are sent at the next visit', async ({ page, context, expectedErrors }) => {
    expectedErrors.push(UNREACHABLE)
    const study = await makeStudy(page.request, { itemsEach: 2, asksLevels: false })
    await openStudy(page, study, 'Ada')
    await page.route('**/api/v1/studies/*/scores', (route) => route.abort())
    await answerItem(page, 'sent later')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The server does not answer.')).toBeVisible()
    await page.close()

    const later = await context.newPage()
    await openStudy(later, study, 'Ada', 2)
    await expect(later.getByText('The answers that were kept in this browser are stored now.')).toBeVisible()
    await expect(later.getByText('1 of 4')).toBeVisible()
  })
})

test('a study is scored on a phone, with answers and buttons that a thumb can hit', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  const study = await makeStudy(page.request, { itemsEach: 2, asksLevels: true })
  await openStudy(page, study, 'Grace')
  // a field with the focus would open the keyboard over the evidence
  await expect(interpretationOf(page)).not.toBeFocused()

  const tabs = await page.getByRole('navigation').last().boundingBox()
  const answer = answerTo(page, 'Confidence', 3)
  await answer.scrollIntoViewIfNeeded()
  expect((await answer.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  const next = await page.getByRole('button', { name: /^Next/ }).boundingBox()
  expect(next?.height).toBeGreaterThanOrEqual(44)
  expect((next?.y ?? 0) + (next?.height ?? 0)).toBeLessThanOrEqual(tabs?.y ?? 0)

  const level = page.getByRole('radiogroup', { name: /^Examples at / })
  expect((await level.first().getByRole('radio').first().boundingBox())?.height).toBeGreaterThanOrEqual(44)
  for (let at = 0; at < (await level.count()); at++)
    await level.nth(at).getByRole('radio', { name: '4' }).tap()
  await interpretationOf(page).fill('by thumb')
  for (const question of ['Confidence', 'Logits agree', 'Specific']) await answerTo(page, question, 2).tap()
  await answerTo(page, 'Activations agree', 3).tap()
  await answerTo(page, 'Separate meanings', 1).tap()
  await page.getByRole('button', { name: /^Next/ }).tap()
  await expect(itemHeading(page, 2)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await context.close()
})

test('skipping for another reason needs a remark, and Escape gives the focus back', async ({ page }) => {
  const study = await makeStudy(page.request, { itemsEach: 1, asksLevels: false })
  await openStudy(page, study, 'Ada')
  const skip = page.getByRole('button', { name: 'Skip' })
  await skip.click()
  const dialog = page.getByRole('dialog', { name: 'Why skip this item?' })
  await expect(dialog).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(skip).toBeFocused()

  await skip.click()
  await page.keyboard.press('4')
  await expect(dialog.getByRole('alert')).toContainText('Say what the other reason is')
  await expect(dialog.getByLabel('Remark')).toBeFocused()
  await page.keyboard.type('not 1 language')
  await page.keyboard.press('Enter')
  await expect(itemHeading(page, 2)).toBeVisible()
})

test('closing a study says how many scores are missing, and can be left', async ({ page }) => {
  const study = await makeStudy(page.request, { itemsEach: 2, annotators: 1, asksLevels: false })
  await openStudy(page, study, 'Ada')
  await answerItem(page, 'one of four')
  await page.keyboard.press('Enter')
  await expect(itemHeading(page, 2)).toBeVisible()

  await page.goto('/annotate')
  const entry = page
    .getByRole('listitem')
    .filter({ has: page.locator(`[href="/annotate/${study}"]`) })
    .first()
  await expect(entry.getByText('1 of 4 scores')).toBeVisible()
  const close = entry.getByRole('button', { name: 'Close study' })
  await close.focus()
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('3 of 4 scores are missing.')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(close).toBeFocused()
})

test('a new study is made by keyboard, and its form says what to enter', async ({ page }) => {
  await page.goto('/annotate/new')
  await answersTo(page, '?')
  const name = page.getByLabel('Name', { exact: true })
  const items = page.getByLabel('Items', { exact: true })
  await items.fill('0')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText('Give the study a name')).toBeVisible()
  await expect(page.getByText('Enter a whole number from 1 to 500.')).toBeVisible()
  await expect(page.getByText('Enter your name.')).toBeVisible()
  await expect(name).toBeFocused()
  await expect(items).toHaveAttribute('aria-invalid', 'true')
  expect(await faultsOf(page)).toEqual([])

  await page.keyboard.type('Made by keys')
  await items.fill('2')
  await page.getByLabel('Your name').fill('Ada')
  const features = page.getByRole('checkbox', { name: DICTIONARY })
  await features.focus()
  await page.keyboard.press('Space')
  await expect(features).not.toBeChecked()
  await page.keyboard.press('Space')
  await page.getByRole('radio', { name: 'every feature with equal chance' }).focus()
  // a finger holds a key for a moment, and the group chooses what gets the focus while it is down
  await page.keyboard.press('ArrowDown', { delay: 100 })
  await expect(page.getByRole('radio', { name: 'by how often a feature fires' })).toBeChecked()
  await page.getByLabel('Your name').press('Enter')
  await expect(page).toHaveURL(/\/annotate\/\d+$/)
  await expect(page.getByRole('heading', { name: 'Made by keys' })).toBeVisible()
  await expect(itemHeading(page, 1)).toBeVisible()
})

test('results are sorted, printed and saved', async ({ page }) => {
  const study = await makeStudy(page.request, { itemsEach: 2, annotators: 1, asksLevels: false })
  await openStudy(page, study, 'Ada')
  for (let at = 0; at < 4; at++) {
    await expect(itemHeading(page, at + 1)).toBeVisible()
    await answerItem(page, `item ${at}`, [at % 4, 5, at % 4, 1])
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible()
  await page.getByRole('button', { name: 'Close study' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close for good' }).click()
  await expect(page.getByRole('heading', { name: /^Results of / })).toBeVisible()
  expect(await faultsOf(page)).toEqual([])

  await expect(page.getByRole('figure', { name: /^Features: median/ })).toBeVisible()
  const items = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Answers' }) })
  const first = items.getByRole('row').nth(1)
  await expect(items.getByRole('columnheader', { name: 'Score' })).toHaveAttribute('aria-sort', 'descending')
  await expect(first).toContainText('item 3')
  await items.getByRole('button', { name: 'Score' }).click()
  await expect(items.getByRole('columnheader', { name: 'Score' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(first).toContainText('item 0')

  await page.getByRole('button', { name: /chart: Scores/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)

  // a sheet of A4 between its margins is as narrow as a phone's page, and must not look like one
  await page.setViewportSize({ width: 688, height: 1000 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('navigation').first()).toBeHidden()
  await expect(items.getByRole('columnheader', { name: 'Answers' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(688)
})
