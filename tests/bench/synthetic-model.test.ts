import { describe, expect, it } from 'vitest'
import { writeSyntheticModel } from '@/bench/synthetic/gpt2-small'
import { mergeBlock } from '@/lib/analysis/merge-block'
import { serialise } from '@/lib/analysis/summary'
import { harvestShard } from '@/lib/compute/harvest'
import { loadDictionary, loadModel } from '@/lib/compute/loaded'
import { readTokenizer, specialTokens } from '@/lib/compute/store/tokenizer'
import { config } from '@/lib/config'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import { temporaryFolder } from '../models/tiny'

const at = temporaryFolder()

describe('writeSyntheticModel', () => {
  it('writes a model and a dictionary that imports read, firing as often as asked', async () => {
    const dir = at('synthetic')
    await writeSyntheticModel({
      ...{ dir, layers: 3, dModel: 32, heads: 2, vocabulary: 5400, nCtx: 64 },
      ...{ features: 256, context: 64, l0: 8 },
    })
    const { spec, tokenizer } = loadModelDirectory(dir)
    expect(spec).toMatchObject({ nLayers: 3, dVocab: 5400, tiedHead: true, bosTokenId: 5399 })
    const encoder = readTokenizer(tokenizer)
    expect(encoder.vocabSize).toBe(5400)
    const wide = `${dir}/dictionaries/wide`
    const dictionary = loadDictionaryDirectory(wide, spec)
    expect(dictionary.spec).toMatchObject({ hook: 'blocks.2.hook_resid_pre', dSae: 256, dIn: 32 })

    const documents = await loadDependencyTree({ root: config().root })
    const sequences = documents.slice(40, 120).map(({ text }) => {
      const ids = encoder.encode(text.slice(0, 1000))
      return Int32Array.from([spec.bosTokenId, ...Array.from(ids).slice(0, 63)])
    })
    const model = loadModel({ hash: 'synthetic', dir })
    const [summary] = await harvestShard(
      model,
      [loadDictionary({ hash: 'wide', dir: wide, spec: dictionary.spec }, spec)],
      0,
      sequences,
      { seed: 0, special: specialTokens(encoder, spec.dVocab).mask, threads: 1, files: [null] },
    )
    const firings = mergeBlock(serialise(summary)).store.counts.reduce((sum, count) => sum + count, 0)
    const l0 = firings / summary.totals.contentTokens
    expect(l0).toBeGreaterThan(5)
    expect(l0).toBeLessThan(12)
  }, 60_000)
})
