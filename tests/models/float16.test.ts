import { expect, it } from 'vitest'
import { decodeFloat16, encodeFloat16 } from '@/lib/models/float16'
import { signed } from './tiny'

const every = Uint16Array.from({ length: 65_536 }, (_, half) => half)
const values = decodeFloat16(every)

it('every half survives widening and narrowing', () => {
  const back = encodeFloat16(values)
  for (const half of every)
    if (Number.isNaN(values[half]))
      expect(Number.isNaN(decodeFloat16(back.subarray(half, half + 1))[0])).toBe(true)
    else if (back[half] !== half) expect(back[half]).toBe(half)
})

it('known values', () => {
  const pairs: [number, number][] = [
    [0.1, 0x2e66],
    [1 / 3, 0x3555],
    [65504, 0x7bff],
    [65519.996, 0x7bff],
    [65520, 0x7c00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1.5 * 2 ** -24, 0x0002],
    [2 ** -25 * 1.001, 0x0001],
    [-(2 ** -26), 0x8000],
    [Number.NEGATIVE_INFINITY, 0xfc00],
  ]
  expect([...encodeFloat16(Float32Array.from(pairs, ([value]) => value))]).toEqual(
    pairs.map(([, half]) => half),
  )
})

it('rounds to the nearest, and ties to the even one', () => {
  const next = signed(9)
  const finite = values.filter((value) => Number.isFinite(value) && value > 0).sort()
  const inputs: number[] = []
  for (let i = 0; i + 1 < finite.length; i += 7) inputs.push((finite[i] + finite[i + 1]) / 2)
  for (let i = 0; i < 5000; i++) inputs.push(next() * 2 ** Math.floor(15 * next()))
  const narrowed = encodeFloat16(Float32Array.from(inputs))
  const wide = decodeFloat16(narrowed)
  inputs.map(Math.fround).forEach((x, i) => {
    const error = Math.abs(x - wide[i])
    for (const neighbour of [narrowed[i] - 1, narrowed[i] + 1]) {
      const distance = Math.abs(x - decodeFloat16(Uint16Array.of(neighbour))[0])
      if (distance < error || (distance === error && narrowed[i] & 1))
        expect.fail(`${x} became ${wide[i]}, half ${narrowed[i]}`)
    }
  })
})
