import { createServer, request as httpRequest } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_HEADERS } from '@/lib/http/security-headers'
import { patternOf } from '@/scripts/api-routes.mjs'
import { apiListener, type Handlers, type RouteHandler } from '@/server/api'
import { type Answer, ask, listen, portOf } from '../support/ask'

describe('patternOf', () => {
  it('gives folders the paths that Next.js gives them', () => {
    expect(patternOf('v1/health/route.ts')).toBe('/api/v1/health')
    expect(patternOf('v1/runs/[run]/cancel/route.ts')).toBe('/api/v1/runs/:run/cancel')
    expect(patternOf('[...path]/route.ts')).toBe('/api/*')
  })
})

describe('apiListener', () => {
  const says = (name: string): RouteHandler => {
    return async (request) =>
      Response.json({
        name,
        url: request.url,
        method: request.method,
        from: request.headers.get('x-forwarded-for'),
        body: request.method === 'POST' ? await request.text() : null,
      })
  }
  const all = (handler: RouteHandler): Handlers => ({
    GET: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
  })
  const long: RouteHandler = async () =>
    new Response('long '.repeat(2000), { headers: { 'content-type': 'text/plain' } })
  const streamed: RouteHandler = async () =>
    new Response(
      new ReadableStream({
        async start(controller) {
          for (const part of ['one ', 'two ', 'three']) {
            controller.enqueue(new TextEncoder().encode(part))
            await new Promise((resolve) => setTimeout(resolve, 5))
          }
          controller.close()
        },
      }),
    )
  const aborted: boolean[] = []
  const waits: RouteHandler = async (request) => {
    await new Promise((resolve) => request.signal.addEventListener('abort', resolve))
    aborted.push(true)
    return new Response()
  }
  const server = createServer(
    apiListener([
      ['/api/things/long', all(long)],
      ['/api/things/streamed', all(streamed)],
      ['/api/things/waits', all(waits)],
      ['/api/things/:thing', all(says('thing'))],
      ['/api/*', all(says('rest'))],
    ]),
  )
  beforeAll(() => listen(server))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const get = (path: string, options?: Parameters<typeof ask>[2]) => ask(server, path, options)
  const json = ({ body }: Answer) => JSON.parse(body.toString())

  it('calls the first handler that fits', async () => {
    expect(json(await get('/api/things/a%20b%C3%A9'))).toMatchObject({
      name: 'thing',
    })
    expect(json(await get('/api/others/1/2'))).toMatchObject({ name: 'rest' })
  })

  it('passes the address, the query and the body on', async () => {
    const answer = json(await get('/api/things/x?a=1&a=2', { method: 'POST', body: '{"é":1}' }))
    expect(answer).toMatchObject({ method: 'POST', body: '{"é":1}' })
    expect(answer.url).toBe(`http://127.0.0.1:${portOf(server)}/api/things/x?a=1&a=2`)
  })

  it('says where a request comes from, unless a proxy said it', async () => {
    expect(json(await get('/api/things/x')).from).toBe('127.0.0.1')
    expect(json(await get('/api/things/x', { headers: { 'x-forwarded-for': '10.1.1.1' } })).from).toBe(
      '10.1.1.1',
    )
  })

  it('sets the headers of data on every answer', async () => {
    for (const path of ['/api/things/x', '/api/none']) {
      const { headers } = await get(path)
      expect(headers).toMatchObject({ ...API_HEADERS })
    }
  })

  it('answers HEAD without a body', async () => {
    const { status, body } = await get('/api/things/long', { method: 'HEAD' })
    expect([status, body.length]).toEqual([200, 0])
  })

  it('packs long answers for who takes them so', async () => {
    const plain = await get('/api/things/long')
    expect(plain.headers['content-encoding']).toBeUndefined()
    const packed = await get('/api/things/long', { headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect(packed.body.length).toBeLessThan(plain.body.length / 10)
  })

  it('sends what is streamed whole', async () => {
    expect((await get('/api/things/streamed')).body.toString()).toBe('one two three')
  })

  it('lets a handler know that nobody waits any more', async () => {
    const request = httpRequest({ host: '127.0.0.1', port: portOf(server), path: '/api/things/waits' })
    request.on('error', () => undefined)
    request.end()
    await new Promise((resolve) => setTimeout(resolve, 50))
    request.destroy()
    await expect.poll(() => aborted.length).toBe(1)
  })

  it('refuses what is no address', async () => {
    expect((await get('/api/things/x', { headers: { host: 'not a host' } })).status).toBe(400)
  })
})
