import { describe, expect, it } from 'vitest'
import { Kept } from '@/lib/compute/kept'

describe('Kept', () => {
  it('makes a value once, and drops what was used longest ago when a task has ended', () => {
    const kept = new Kept(100)
    const dropped: string[] = []
    const made: string[] = []
    const use = (key: string, bytes: number) =>
      kept.get(key, () => {
        made.push(key)
        return { value: key, bytes, drop: () => dropped.push(key) }
      })
    expect([use('a', 40), use('b', 40), use('c', 40), use('a', 40)]).toEqual(['a', 'b', 'c', 'a'])
    expect(made).toEqual(['a', 'b', 'c'])
    expect(kept.bytes).toBe(120)
    expect(dropped).toEqual([])
    kept.trim()
    expect(dropped).toEqual(['b'])
    use('b', 40)
    kept.trim()
    expect(dropped).toEqual(['b', 'c'])
  })

  it('keeps nothing that alone is too large, and makes again what was forgotten', () => {
    const kept = new Kept(100)
    let made = 0
    const use = (bytes: number) => kept.get('x', () => ({ value: ++made, bytes }))
    expect(use(200)).toBe(1)
    kept.trim()
    expect(kept.bytes).toBe(0)
    expect(use(10)).toBe(2)
    kept.forget('x')
    expect(use(10)).toBe(3)
  })
})
