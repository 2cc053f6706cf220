import { describe, expect, it } from 'vitest'
import { createTurns } from '@/server/turns'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('createTurns', () => {
  const place = (name: string, isReady = true) => ({ name, isReady })

  it('deals out to the place that does least, the latest first', async () => {
    const turns = createTurns<ReturnType<typeof place>>(2)
    turns.add(place('a'))
    turns.add(place('b'))
    const taken = [await turns.take(), await turns.take(), await turns.take(), await turns.take()]
    expect(taken.map(({ place: { name } }) => name)).toEqual(['b', 'a', 'b', 'a'])
  })

  it('lets who has waited longest go next, once a place is free', async () => {
    const turns = createTurns<ReturnType<typeof place>>(1)
    turns.add(place('a'))
    const first = await turns.take()
    const order: string[] = []
    const waiting = ['one', 'two'].map(async (name) => {
      const turn = await turns.take()
      order.push(name)
      return turn
    })
    await settled()
    expect(order).toEqual([])
    first.done()
    // a place is not freed twice
    first.done()
    await settled()
    expect(order).toEqual(['one'])
    const second = await waiting[0]
    second.done()
    await waiting[1]
    expect(order).toEqual(['one', 'two'])
  })

  it('passes over places that are not ready, and takes them when they are', async () => {
    const turns = createTurns<{ name: string; isReady: boolean }>(1)
    const late = place('late', false)
    turns.add(place('a'))
    turns.add(late)
    expect((await turns.take()).place.name).toBe('a')
    late.isReady = true
    expect((await turns.take()).place.name).toBe('late')
  })

  it('goes on without a place that is gone', async () => {
    const turns = createTurns<ReturnType<typeof place>>(1)
    const [a, b] = [place('a'), place('b')]
    turns.add(a)
    turns.add(b)
    const [onB, onA] = [await turns.take(), await turns.take()]
    turns.remove(b)
    onB.done()
    const next = turns.take()
    onA.done()
    expect((await next).place).toBe(a)
  })
})
