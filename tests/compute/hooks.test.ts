import { expect, test } from 'vitest'
import { companionHooks, hasDirectEffect, isNeuronBasis, isPositionwise, parseHook } from '@/lib/domain/hook'

test('a hook after the last attention affects only its own prediction', () => {
  expect(isPositionwise('blocks.0.mlp.hook_post', 1)).toBe(true)
  expect(isPositionwise('blocks.0.mlp.hook_post', 2)).toBe(false)
  expect(isPositionwise('blocks.1.attn.hook_z', 2)).toBe(true)
  expect(isPositionwise('blocks.1.hook_resid_pre', 2)).toBe(false)
})

test('the rest of the model needs the stream that bypasses the hook', () => {
  expect(companionHooks('blocks.3.mlp.hook_post')).toEqual(['blocks.3.hook_resid_mid'])
  expect(companionHooks('blocks.3.hook_attn_out')).toEqual(['blocks.3.hook_resid_pre'])
  expect(companionHooks('blocks.3.hook_resid_post')).toEqual([])
})

test('unknown hooks are refused by name', () => {
  expect(() => parseHook('blocks.0.mlp.hook_gate')).toThrow(/blocks\.0\.mlp\.hook_gate/)
  expect(hasDirectEffect('blocks.0.mlp.hook_pre')).toBe(false)
  expect(isNeuronBasis('blocks.0.mlp.hook_pre')).toBe(false)
})
