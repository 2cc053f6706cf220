import type { RuleLabel, RuleVocabulary } from '@/lib/interp/rules'
import { type ChosenPosition, createVocabulary, explainByRule, gatherPositions } from '@/lib/interp/rules'
import { findTokenizer } from '@/lib/models'
import { corpusFile, pickSequences } from './corpus-slices'
import type { ModelRef } from './loaded'
import { readTokenizer } from './store/tokenizer'

export interface RuleLabelRequest {
  readonly model: ModelRef
  readonly corpus: string
  readonly special: Uint8Array
  readonly seed: number
  readonly features: readonly {
    readonly index: number
    readonly chosen: readonly ChosenPosition[]
    /** Firings on every sequence with an example. */
    readonly firings: readonly { readonly sequence: number; readonly positions: readonly number[] }[]
  }[]
}

let vocabulary: { model: string; value: RuleVocabulary } | undefined

/** Returns rule labels in the order of the features; null where there is no good rule. */
export async function ruleLabels(request: RuleLabelRequest): Promise<(RuleLabel | null)[]> {
  const words = vocabularyOf(request.model, request.special)
  const documents = await (await corpusFile(request.corpus)).documents()
  const sequences = await pickSequences(
    request.corpus,
    request.features.flatMap(({ firings }) => firings.map(({ sequence }) => sequence)),
  )
  return request.features.map(({ index, chosen, firings }) => {
    const traced = firings.map(({ sequence, positions }) => {
      const { tokenIds, document } = sequences.get(sequence) as { tokenIds: Int32Array; document: number }
      return { sequence, tokenIds, documentKind: documents[document].kind, firings: positions }
    })
    const evidence = gatherPositions(request.seed, index, traced, chosen, words)
    return explainByRule(request.seed, index, evidence, words)
  })
}

function vocabularyOf(model: ModelRef, special: Uint8Array): RuleVocabulary {
  if (vocabulary?.model !== model.hash) {
    const tokenizer = readTokenizer(findTokenizer(model.dir))
    const bytes = Array.from(special, (_, id) =>
      id < tokenizer.vocabSize ? tokenizer.bytes(id) : new Uint8Array(),
    )
    vocabulary = { model: model.hash, value: createVocabulary(bytes, special) }
  }
  return vocabulary.value
}
