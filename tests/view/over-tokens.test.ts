import { expect, test } from 'vitest'
import { overTokens } from '@/lib/view/over-tokens'

test('correlations say whether they are over all tokens, or the first ones of an older analysis', () => {
  expect(overTokens(900, 900)).toBe('over all 900 tokens of the analysis')
  expect(overTokens(650, 900)).toBe('over the first 650 of 900 tokens of the analysis')
})
