import { expect, it } from 'vitest'
import { sharedIds } from '@/app/compare/features/shared'

const ids = (...list: number[]) => list.map((id) => ({ id }))

it('finds the tokens that at least two features have', () => {
  expect([...sharedIds([ids(1, 2, 3), ids(3, 4), ids(4, 5)])].sort()).toEqual([3, 4])
  expect([...sharedIds([ids(1, 1), ids(2)])]).toEqual([])
})
