import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, createPages, type Pages } from '@/server/pages'
import type { Renderer } from '@/server/renderer'

/** A renderer in this process that can be made to end. */
function fakeRenderer(answer: Answer) {
  let end: (wasReady: boolean) => void = () => undefined
  const ended = new Promise<boolean>((resolve) => {
    end = resolve
  })
  const renderer = { isReady: true as boolean, ended, answer, stop: vi.fn() } satisfies Renderer
  return { renderer, end }
}

const says =
  (text: string): Answer =>
  async (_request, response) =>
    void response.end(text)

describe('createPages', () => {
  let pages: Pages
  let server: Server
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(async () => {
    pages.stop()
    vi.useRealTimers()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  async function serve(options: { render?: Answer; start?: () => Renderer; most?: number; busy?: number }) {
    const {
      render = says('here'),
      start = () => fakeRenderer(says('beside')).renderer,
      most = 1,
      busy = 1,
    } = options
    pages = createPages({ render, start, most, utilization: () => busy })
    server = createServer((request, response) => void pages.answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  }
  const ask = (path = '/') =>
    new Promise<string>((resolve, reject) => {
      get({ port: (server.address() as AddressInfo).port, path }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('end', () => resolve(text))
        answer.on('error', reject)
      }).on('error', reject)
    })
  const askMany = (count: number) => Promise.all(Array.from({ length: count }, () => ask()))
  const aPeriod = () => vi.advanceTimersByTimeAsync(1000)

  it('renders here while few pages are asked for, or there is time', async () => {
    const start = vi.fn(() => fakeRenderer(says('beside')).renderer)
    await serve({ start, busy: 1 })
    await askMany(5)
    await aPeriod()
    expect(start).not.toHaveBeenCalled()
    expect(await ask()).toBe('here')
  })

  it('starts a renderer when it is busy with pages, and no more than it may', async () => {
    const start = vi.fn(() => fakeRenderer(says('beside')).renderer)
    await serve({ start, most: 2 })
    for (let period = 0; period < 4; period++) {
      await askMany(12)
      await aPeriod()
    }
    expect(start).toHaveBeenCalledTimes(2)
    const answers = await askMany(12)
    expect(new Set(answers)).toContain('beside')
  })

  it('starts none when it has time', async () => {
    const start = vi.fn(() => fakeRenderer(says('beside')).renderer)
    await serve({ start, busy: 0.2 })
    await askMany(20)
    await aPeriod()
    expect(start).not.toHaveBeenCalled()
  })

  it('answers here what a renderer that died could not', async () => {
    const { renderer } = fakeRenderer(async () => {
      throw new Error('it is gone')
    })
    await serve({ start: () => renderer })
    await askMany(12)
    await aPeriod()
    expect(new Set(await askMany(12))).toEqual(new Set(['here']))
  })

  it('cuts off a page that a renderer had begun', async () => {
    const { renderer } = fakeRenderer(async (_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half of')
      throw new Error('it is gone')
    })
    await serve({ start: () => renderer })
    await askMany(12)
    await aPeriod()
    await expect(ask()).rejects.toThrow()
  })

  it('does without renderers that do not even start', async () => {
    const start = vi.fn(() => {
      const { renderer, end } = fakeRenderer(says('beside'))
      renderer.isReady = false
      end(false)
      return renderer
    })
    await serve({ start, most: 3 })
    for (let period = 0; period < 3; period++) {
      expect(new Set(await askMany(12))).toEqual(new Set(['here']))
      await aPeriod()
    }
    expect(start).toHaveBeenCalledTimes(1)
  })

  it('starts one anew when one ended that had worked', async () => {
    const { renderer, end } = fakeRenderer(says('beside'))
    const start = vi.fn(() => renderer)
    await serve({ start })
    await askMany(12)
    await aPeriod()
    end(true)
    await askMany(12)
    await aPeriod()
    expect(start).toHaveBeenCalledTimes(2)
  })

  it('does not let what is slow keep others waiting', async () => {
    let finish: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      finish = resolve
    })
    await serve({
      render: async (request, response) => {
        if (request.url === '/slow') await slow
        response.end(request.url)
      },
    })
    const waiting = [ask('/slow'), ask('/slow')]
    expect(await ask('/quick')).toBe('/quick')
    finish()
    expect(await Promise.all(waiting)).toEqual(['/slow', '/slow'])
  })

  it('stops what it started', async () => {
    const { renderer } = fakeRenderer(says('beside'))
    await serve({ start: () => renderer })
    await askMany(12)
    await aPeriod()
    pages.stop()
    expect(renderer.stop).toHaveBeenCalled()
  })
})
