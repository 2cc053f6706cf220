/** Runs the chosen examples again for the activations of the whole sequence and the loss without the feature. */

import { type Choice, decodeChoices } from '@/lib/compute/choices'
import type { Trace } from '@/lib/compute/traces'
import { addExamples, type ExampleRow } from '@/lib/db/computed/examples'
import { featureMaxima } from '@/lib/db/computed/features'
import { putShardData, shardData } from '@/lib/db/computed/shards'
import { GROUP_TOP } from '@/lib/domain/example'
import { isPositionwise } from '@/lib/domain/hook'
import type { AnalysisContext, RunDictionary } from '../context'
import { shardsOf } from '../shards'
import type { PartOptions, Stage } from '../stage'

export const examples: Stage = {
  plan: (context) =>
    shardsOf(context).map(({ from, to }, part) => ({
      part,
      size: (to - from) * context.dictionaries.length,
    })),
  async run(context, part, options) {
    const done: { rows: ExampleRow[]; intervals: Uint32Array }[] = []
    for (const dictionary of context.dictionaries) done.push(await lookAt(context, dictionary, part, options))
    return async (client) => {
      for (const [d, { analysisId }] of context.dictionaries.entries()) {
        const { rows, intervals } = done[d]
        await addExamples(client, analysisId, rows)
        await putShardData(client, analysisId, 'intervals', part, new Uint8Array(intervals.buffer))
      }
    }
  },
}

async function lookAt(
  context: AnalysisContext,
  { ref, analysisId }: RunDictionary,
  part: number,
  { signal }: PartOptions,
) {
  const { pool, compute, model, corpus, special, spec } = context
  const range = shardsOf(context)[part]
  const common = {
    model,
    dictionary: ref,
    corpus: corpus.path,
    special,
    threads: compute.operatorThreads,
    ...range,
  }
  const [bytes] = await shardData(pool, analysisId, 'choices', part)
  const choices = decodeChoices(bytes)
  // If attention follows the hook, an effect needs the sequence run again, so only the top examples get one.
  const everywhere = isPositionwise(ref.spec.hook, spec.nLayers)
  const requests = new Map<string, { feature: number; sequence: number; ablate: boolean; at: number }>()
  for (const { feature, sequence, group } of choices) {
    const key = `${feature}/${sequence}`
    const ablate = everywhere || group === GROUP_TOP
    const known = requests.get(key)
    if (known) known.ablate ||= ablate
    else requests.set(key, { feature, sequence: sequence - range.from, ablate, at: requests.size })
  }
  const maxima = await featureMaxima(pool, analysisId, ref.spec.dSae)
  const { traces, intervals } = await compute.call(
    'traces',
    { ...common, requests: [...requests.values()], maxima },
    signal,
  )
  const rows = choices.map((choice) =>
    exampleRow(choice, traces[requests.get(`${choice.feature}/${choice.sequence}`)?.at ?? -1]),
  )
  return { rows, intervals }
}

function exampleRow(choice: Choice, trace: Trace): ExampleRow {
  const { feature, group, rank, sequence, position, repeats } = choice
  const at = trace.positions.indexOf(position)
  return {
    index: feature,
    group,
    rank,
    sequence,
    position,
    repeats,
    activation: at < 0 ? 0 : trace.activations[at],
    positions: trace.positions,
    activations: trace.activations,
    lossEffects: Array.from(trace.lossEffects, (effect) => (Number.isNaN(effect) ? null : effect)),
  }
}
