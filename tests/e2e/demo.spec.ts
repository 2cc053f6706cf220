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

test('pages run scripts by nonce alone, and answers of the API are never a page', async ({ request }) => {
  const policy = async (address: string) => {
    const { 'content-security-policy': csp, 'x-content-type-options': type } = (
      await request.get(address)
    ).headers()
    expect(type).toBe('nosniff')
    return csp
  }
  const [first, second] = [await policy('/'), await policy('/')]
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{16,}' 'strict-dynamic';/)
  expect(first).not.toBe(second)
  for (const address of ['/api/v1/health', '/api/v1/dictionaries', '/api/v1/nothing-here'])
    expect(await policy(address)).toBe("default-src 'none'; frame-ancestors 'none'")
})
