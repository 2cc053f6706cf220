import { spawnSync } from 'node:child_process'
import { serve } from './support/command-line'
import { DICTIONARY, expect, test } from './support/test'

const READERS = 12

/** Processes that render pages for a server, by the socket they listen at. */
function renderers(): number[] {
  const { stdout, error } = spawnSync('pgrep', ['-f', 'server.js .*semascope-pages-'], { encoding: 'utf8' })
  if (error) throw error
  return stdout.split('\n').filter(Boolean).map(Number)
}

/** Readers who ask for pages until told to stop; how many they got, and how many broke off. */
function read(url: string) {
  let isOver = false
  const counts = { whole: 0, broken: 0 }
  const reader = async (own: number) => {
    for (let at = own; !isOver; at += READERS) {
      const answer = await fetch(`${url}/d/${DICTIONARY}/${at}`).catch(() => undefined)
      const text = await answer?.text().catch(() => undefined)
      if (answer?.status === 200 && text?.trimEnd().endsWith('</html>')) counts.whole++
      else counts.broken++
    }
  }
  const all = Promise.all(Array.from({ length: READERS }, (_, own) => reader(own)))
  return {
    counts,
    async stop() {
      isOver = true
      await all
    },
  }
}

test('many readers get their pages from further processes, and notice little when one is killed', async () => {
  test.setTimeout(120_000)
  const before = renderers()
  const started = () => renderers().filter((pid) => !before.includes(pid))
  const server = await serve([], { RENDERERS: '1' })
  try {
    const readers = read(server.url)
    await expect.poll(started, { timeout: 30_000 }).toHaveLength(1)
    await expect.poll(() => readers.counts.whole, { timeout: 30_000 }).toBeGreaterThan(100)
    expect(readers.counts.broken).toBe(0)

    const [killed] = started()
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => started().filter((pid) => pid !== killed), { timeout: 30_000 }).toHaveLength(1)
    const since = readers.counts.whole
    await expect.poll(() => readers.counts.whole, { timeout: 30_000 }).toBeGreaterThan(since + 50)
    await readers.stop()
    // pages that had begun, of which it renders two at a time
    expect(readers.counts.broken).toBeLessThanOrEqual(2)
  } finally {
    await server.stop()
  }
  await expect.poll(started, { timeout: 10_000 }).toEqual([])
})
