/**
 * Runs a few top examples of each feature again without the feature, where attention follows the hook. That takes far longer
 * than everything before it, so the analysis is published already, and its effects fill in part by part.
 */

import { isCurrentAnalysis } from '@/lib/db/analyses'
import { examplesOf, storeExampleEffects } from '@/lib/db/computed/examples'
import { GROUP_TOP } from '@/lib/domain/example'
import { isPositionwise } from '@/lib/domain/hook'
import type { AnalysisContext } from '../context'
import type { Stage } from '../stage'

/** Features of a part: so few that little is lost with a worker. */
const FEATURES = 16

/** Dictionary and features [from, to) of a part. */
function partsOf({ dictionaries, spec, settings }: AnalysisContext) {
  if (settings.preview || settings.ablatedExamples === 0) return []
  return dictionaries
    .filter(({ ref }) => !isPositionwise(ref.spec.hook, spec.nLayers))
    .flatMap((dictionary) =>
      Array.from({ length: Math.ceil(dictionary.ref.spec.dSae / FEATURES) }, (_, block) => ({
        dictionary,
        from: block * FEATURES,
        to: Math.min(dictionary.ref.spec.dSae, (block + 1) * FEATURES),
      })),
    )
}

export const ablate: Stage = {
  plan: (context) =>
    partsOf(context).map(({ from, to }, part) => ({
      part,
      size: (to - from) * context.settings.ablatedExamples,
    })),
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, corpus, special, settings } = context
    const { dictionary, from, to } = partsOf(context)[part]
    const { analysisId, ref } = dictionary
    const nothing = async () => undefined
    if (!(await isCurrentAnalysis(pool, analysisId))) return nothing
    const examples = (await examplesOf(pool, analysisId, from, to)).filter(
      ({ group, rank }) => group === GROUP_TOP && rank < settings.ablatedExamples,
    )
    if (examples.length === 0) return nothing
    const effects = await compute.call(
      'ablateExamples',
      {
        model,
        dictionary: ref,
        corpus: corpus.path,
        special,
        threads: compute.operatorThreads,
        examples: examples.map(({ index, sequence, positions, activations }) => ({
          feature: index,
          sequence,
          positions: Array.from(positions),
          activations: Array.from(activations),
        })),
      },
      signal,
      progress,
    )
    const rows = examples.map(({ index, sequence, positions }, i) => ({
      index,
      sequence,
      positions,
      lossEffects: Array.from(effects[i], (effect) => (Number.isNaN(effect) ? null : effect)),
    }))
    return (client) => storeExampleEffects(client, analysisId, rows)
  },
}
