import { DICTIONARY, expect, test } from './support/test'

test('the demo publishes the dictionary and the neuron basis', async ({ request, page }) => {
  const health = await request.get('/api/v1/health')
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok' })
  const { items } = await (await request.get('/api/v1/dictionaries')).json()
  expect(items.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining([DICTIONARY, 'one-layer-a.neurons']),
  )
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Dictionaries' })).toBeVisible()
  await expect(page.getByText(DICTIONARY).first()).toBeVisible()
})

test('runs show a preview and the run over the whole corpus, both done', async ({ request, page }) => {
  const { items } = await (await request.get('/api/v1/runs')).json()
  expect(items.map(({ status }: { status: string }) => status)).toEqual(['succeeded', 'succeeded'])
  await page.goto('/runs')
  await expect(page.getByText('Analyse one-layer-a').first()).toBeVisible()
  await expect(page.getByText('Preview one-layer-a').first()).toBeVisible()
})
