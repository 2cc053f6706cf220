import { describe, expect, it } from 'vitest'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { shorterChoices } from '@/lib/services/estimate/choices'
import {
  type AnalysisSize,
  estimateAnalysis,
  type Machine,
  stageSeconds,
} from '@/lib/services/estimate/estimate'
import { estimateTokens } from '@/lib/services/estimate/text-tokens'
import { encodeWork, frontWork, logitWork, modelBytes, tailWork } from '@/lib/services/estimate/work'
import { describeEstimate } from '@/scripts/support/announce'

const GPT2_SMALL: ModelSpec = {
  ...{ architecture: 'gpt2', nLayers: 12, nHeads: 12, dModel: 768, dMlp: 3072, nCtx: 1024, dVocab: 50_257 },
  ...{ activation: 'gelu_new', layerNormEps: 1e-5, tiedHead: true, bosTokenId: 50_256, eosTokenId: 50_256 },
}
const WIDE: DictionarySpec = {
  ...{ kind: 'standard', hook: 'blocks.8.hook_resid_pre', dIn: 768, dSae: 24_576 },
  ...{ prependBos: true, contextSize: 128, applyBDecToInput: true },
}
const NEURONS: DictionarySpec = {
  ...WIDE,
  kind: 'neurons',
  hook: 'blocks.11.mlp.hook_post',
  dIn: 3072,
  dSae: 3072,
}

/** The machine of lib/services/estimate/figures.ts. */
const TWO_CORES: Machine = { flops: 340e9, steps: 220e6, computeThreads: 1, operatorThreads: 2 }

const gpt2: AnalysisSize = {
  model: GPT2_SMALL,
  dictionaries: [WIDE],
  contextSize: 128,
  tokens: 12_065,
  previewTokens: null,
  ablatedExamples: 3,
}

const oneLayer: AnalysisSize = {
  model: {
    ...{ ...GPT2_SMALL, nLayers: 1, nHeads: 4, dModel: 128, dMlp: 512, nCtx: 128, dVocab: 5120 },
    ...{ activation: 'relu', tiedHead: false },
  },
  dictionaries: [
    { ...WIDE, hook: 'blocks.0.mlp.hook_post', dIn: 512, dSae: 4096 },
    { ...NEURONS, hook: 'blocks.0.mlp.hook_post', dIn: 512, dSae: 512 },
  ],
  contextSize: 128,
  tokens: 300_044,
  previewTokens: null,
  ablatedExamples: 3,
}

describe('operations', () => {
  it('are those of every matrix product, one by one', () => {
    const tiny: ModelSpec = { ...GPT2_SMALL, nLayers: 2, nHeads: 2, dModel: 4, dMlp: 6, dVocab: 10, nCtx: 8 }
    const context = 8
    // [1, rows] · [rows, columns]: q, k, v and output; scores and weighted values; up and down
    const product = (rows: number, columns: number) => 2 * rows * columns
    const attention = 4 * product(4, 4) + product(4, context) + product(context, 4)
    const up = product(4, 6)
    expect(frontWork(tiny, 'blocks.1.hook_resid_pre', context)).toBe(attention + 2 * up)
    expect(frontWork(tiny, 'blocks.1.mlp.hook_post', context)).toBe(2 * attention + 3 * up)
    expect(frontWork(tiny, 'blocks.1.hook_resid_post', context)).toBe(2 * attention + 4 * up)
    expect(tailWork(tiny, 'blocks.1.mlp.hook_post', context)).toBe(up + product(4, 10))
    expect(logitWork(tiny)).toBe(product(4, 10))
    expect(encodeWork(WIDE)).toBe(2 * 768 * 24_576)
    expect(encodeWork(NEURONS)).toBe(0)
    // 124,439,808 parameters, as GPT-2 small is known to have
    expect(modelBytes(GPT2_SMALL)).toBe(4 * 124_439_808)
  })
})

describe('an estimate', () => {
  it.each([
    // seconds of each stage, from the measurement that figures.ts names; the total is from the first stage to the last
    [
      'GPT-2 small',
      gpt2,
      138,
      {
        harvest: 12.2,
        summarise: 8.2,
        examples: 10.6,
        logits: 60.1,
        relate: 5.7,
        label: 6.6,
        evaluate: 31.2,
      },
    ],
    [
      'one layer',
      oneLayer,
      57,
      { harvest: 11.8, summarise: 4.2, examples: 13.1, logits: 4.7, relate: 6.1, label: 10.5, evaluate: 3.3 },
    ],
  ] as const)('of %s is what was measured, within a factor of 1.5', (_, size, total, measured) => {
    const seconds = stageSeconds(size, TWO_CORES, null)
    const ratios = Object.entries(measured).map(
      ([stage, value]) => [stage, seconds[stage as keyof typeof seconds] / value] as const,
    )
    expect(ratios.filter(([, ratio]) => ratio < 1 / 1.5 || ratio > 1.5)).toEqual([])
    const { published } = estimateAnalysis(size, TWO_CORES).seconds
    expect(published / total).toBeGreaterThan(1 / 1.2)
    expect(published / total).toBeLessThan(1.2)
  })

  it('grows with tokens, features, and effects, and falls with speed', () => {
    const base = estimateAnalysis(gpt2, TWO_CORES)
    const more = estimateAnalysis({ ...gpt2, tokens: 2 * gpt2.tokens }, TWO_CORES)
    expect(more.seconds.published).toBeGreaterThan(base.seconds.published)
    expect(more.diskBytes).toBeGreaterThan(base.diskBytes)
    expect(estimateAnalysis({ ...gpt2, tokens: 1e7 }, TWO_CORES).memoryBytes).toBe(
      estimateAnalysis({ ...gpt2, tokens: 1e6 }, TWO_CORES).memoryBytes,
    )
    expect(base.memoryBytes / 2.9e9).toBeGreaterThan(1 / 1.5)
    expect(base.memoryBytes / 2.9e9).toBeLessThan(1.5)
    const fast = estimateAnalysis(gpt2, { ...TWO_CORES, flops: 680e9, steps: 440e6 })
    expect(fast.seconds.published).toBeCloseTo(base.seconds.published / 2, 6)
    expect(estimateAnalysis({ ...gpt2, ablatedExamples: 0 }, TWO_CORES).seconds.effects).toBe(0)
    const onlyLast = { ...gpt2, dictionaries: [NEURONS] }
    expect(estimateAnalysis(onlyLast, TWO_CORES).seconds.effects).toBe(0)
    const early = estimateAnalysis({ ...gpt2, tokens: 1e6, previewTokens: 60_000 }, TWO_CORES).seconds
    const late = estimateAnalysis({ ...gpt2, tokens: 1e6 }, TWO_CORES).seconds
    expect(early.published).toBeCloseTo(late.published + (early.preview ?? 0), 6)
  })

  it('names the choices that shorten it by much, and says both parts of the time', () => {
    const size = { ...gpt2, tokens: 1_000_000, dictionaries: [WIDE, NEURONS] }
    const choices = shorterChoices(size, TWO_CORES)
    expect(choices.map(({ flag }) => flag)).toContain('--effects 0')
    expect(choices.map(({ flag }) => flag)).toContain('--max-tokens 100000')
    expect(shorterChoices({ ...gpt2, ablatedExamples: 0 }, TWO_CORES)).toEqual([])
    const seconds = { preview: 50, published: 400, effects: 3700 }
    const estimate = { tokens: 1e6, seconds, memoryBytes: 2.6e9, diskBytes: 9e8, machine: TWO_CORES }
    const shorter = [{ flag: '--effects 0', seconds: { preview: null, published: 400, effects: 0 } }]
    expect(describeEstimate({ ...estimate, choices: shorter })).toBe(
      'about 1,000,000 tokens: first results in 50s, published in 6m40s, then 1h01m for loss effects; ' +
        '2.6 GB of memory, 900 MB on disk\n  shorter: --effects 0 (6m40s)',
    )
  })

  it('takes the tokens of a text from a sample of its documents', () => {
    const tokenizer = { encode: (text: string) => new Int32Array(Math.ceil(text.length / 4)) }
    const documents = Array.from({ length: 500 }, (_, i) => ({ text: 'abcd'.repeat(1 + (i % 50)) }))
    const exact = documents.reduce((sum, { text }) => sum + text.length / 4, 0)
    const found = estimateTokens(documents as never, tokenizer as never)
    expect(Math.abs(found / exact - 1)).toBeLessThan(0.01)
    expect(estimateTokens([], tokenizer as never)).toBe(0)
  })
})
