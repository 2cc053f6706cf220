import { describe, expect, it } from 'vitest'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { type AnalysisSize, estimateAnalysis, type Machine, stageSeconds } from '@/lib/services/estimate/estimate'

const GPT2_SMALL: ModelSpec = {
  ...{ architecture: 'gpt2', nLayers: 12, nHeads: 12, dModel: 768, dMlp: 3072, nCtx: 1024, dVocab: 50_257 },
  ...{ activation: 'gelu_new', layerNormEps: 1e-5, tiedHead: true, bosTokenId: 50_256, eosTokenId: 50_256 },
}
const common = { prependBos: true, contextSize: 128, applyBDecToInput: true }
const WIDE: DictionarySpec = { ...common, kind: 'standard', hook: 'blocks.8.hook_resid_pre', dIn: 768, dSae: 24_576 }
/** One core of the machine of lib/services/estimate/figures.ts. */
const ONE_CORE: Machine = { flops: 175e9, entries: 250e6, computeThreads: 1, operatorThreads: 1 }

const gpt2: AnalysisSize = {
  model: GPT2_SMALL,
  dictionaries: [WIDE],
  contextSize: 128,
  tokens: 12_065,
  previewTokens: null,
  ablatedExamples: 3,
}

it('prints', () => {
  const s = stageSeconds(gpt2, ONE_CORE, null)
  console.log(s, Object.values(s).reduce((a, b) => a + b, 0), estimateAnalysis(gpt2, ONE_CORE))
})
