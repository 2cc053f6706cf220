import type { APIRequestContext } from '@playwright/test'
import { faultsOf } from './support/axe'
import { PAGES, type Places, WITH_ACCOUNTS } from './support/pages'
import { DICTIONARY, expect, test } from './support/test'

async function makeStudy(request: APIRequestContext, name: string): Promise<number> {
  const sources = [
    { dictionary: DICTIONARY, role: 'features' },
    { dictionary: 'one-layer-a.neurons', role: 'neurons' },
  ]
  const data = { annotator: 'Ada', name, sources, itemsEach: 3, annotators: 1, seed: 5 }
  const answer = await request.post('/api/v1/studies', { data })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).id
}

async function makeList(request: APIRequestContext, feature: number): Promise<string> {
  const made = await request.post('/api/v1/lists', { data: { person: 'Ada', name: 'Worth a look' } })
  expect(made.status(), await made.text()).toBe(201)
  const { slug } = (await made.json()).list
  const entry = { dictionary: DICTIONARY, feature, person: 'Ada', note: 'why it is here' }
  const added = await request.post(`/api/v1/lists/${slug}/entries`, { data: entry })
  expect(added.ok(), await added.text()).toBe(true)
  return slug
}

test.describe('every page, in both themes and at both widths', () => {
  // a page of many tokens takes axe half a minute on a busy machine
  test.describe.configure({ timeout: 180_000 })
  let places: Places
  test.beforeAll(async ({ request }) => {
    const list = await request.get(`/api/v1/dictionaries/${DICTIONARY}/features?sort=density&limit=20`)
    const feature = (await list.json()).items.at(-1).index
    const closed = await makeStudy(request, 'Closed without an answer')
    const closing = await request.post(`/api/v1/studies/${closed}/close`, { data: { annotator: 'Ada' } })
    expect(closing.ok(), await closing.text()).toBe(true)
    const open = await makeStudy(request, 'Open')
    places = { dictionary: DICTIONARY, feature, closed, open, list: await makeList(request, feature) }
  })

  // each theme at one of the widths: contrast does not change with the width, nor what overflows with the theme
  for (const states of Object.values(PAGES))
    for (const [name, address] of Object.entries(states))
      for (const [theme, width] of [
        ['light', 1440],
        ['dark', 390],
      ] as const)
        test(`axe finds nothing on ${name}, ${theme}, ${width} px`, async ({ page }) => {
          await page.emulateMedia({ colorScheme: theme })
          await page.setViewportSize({ width, height: 900 })
          await page.goto(address(places))
          await page.waitForLoadState('networkidle')
          expect(await faultsOf(page)).toEqual([])
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
          expect(wide).toBe(false)
        })
})

test('axe finds what is wrong', async ({ page }) => {
  await page.setContent(
    '<html lang="en"><title>Faults</title><main><h1>Two</h1><button></button><img src=""></main>',
  )
  const faults = await faultsOf(page)
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['button-name', 'image-alt'])
})

test.describe('pages of accounts, on a server without', () => {
  test.use({ expectedErrors: [/404/] })
  for (const route of WITH_ACCOUNTS)
    test(`${route} is not found, and says so`, async ({ page }) => {
      const answer = await page.goto(route.replace('[token]', 'none'))
      expect(answer?.status()).toBe(404)
      expect(await faultsOf(page)).toEqual([])
    })
})
