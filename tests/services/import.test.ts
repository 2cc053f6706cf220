import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importBundles } from '@/lib/services/import'
import { temporaryFolder, thrown } from '../models/tiny'
import { writeTinyBundle } from '../support/tiny-bundle'

const at = temporaryFolder()

/** Writes a model with two dictionaries, and changes the second one's metadata. */
function bundle(name: string, change: Record<string, unknown>) {
  const { model, spec } = writeTinyBundle(at(name), { k: 4 })
  const file = path.join(model, 'dictionaries', 'd2', 'cfg.json')
  const cfg = JSON.parse(readFileSync(file, 'utf8')) as { metadata: Record<string, unknown> }
  Object.assign(cfg.metadata, change)
  writeFileSync(file, JSON.stringify(cfg))
  return { options: { dataDir: at(`${name}-data`), model, neurons: true }, spec }
}

it('refuses dictionaries of two context sizes, which are read on different windows of text', () => {
  const { options } = bundle('contexts', { context_size: 16 })
  expect(thrown(() => importBundles(options))).toMatchObject({
    code: 'unsupported',
    message:
      'tiny.d1 and tiny.d2 differ in context_size, 32 and 16: import them in two runs, each with --dictionary',
  })
  expect(existsSync(options.dataDir)).toBe(false)
  const [alone] = importBundles({ ...options, dictionaries: [path.join(options.model, 'dictionaries/d2')] })
  expect(alone).toMatchObject({ contextSize: 16, prependBos: true })
})

it('says which context is taken where a dictionary names none', () => {
  const { options } = bundle('silent', { context_size: null })
  const [{ warnings, contextSize }] = importBundles(options)
  expect(contextSize).toBe(32)
  expect(warnings).toEqual([
    expect.stringContaining('has no "context_size", so sequences are as long as the model allows: 32'),
  ])
})

it('takes excluded tokens that are special here, and refuses others by the key', () => {
  const { options, spec } = bundle('excluded', { exclude_special_tokens: [7] })
  expect(thrown(() => importBundles(options))).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('d2: "exclude_special_tokens" names 7, which'),
  })
  const special = bundle('special', { exclude_special_tokens: [spec.bosTokenId] })
  expect(importBundles(special.options)).toHaveLength(1)
})
