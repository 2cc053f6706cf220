import type { StandardWeights } from '@/lib/domain/dictionary'
import type { HookName } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import type { NdArray } from './array'
import { crossEntropy, softmax } from './normalize'
import { naiveDecode, naiveEncode } from './sae'
import { naiveSequence } from './transformer'

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/**
 * Computes every quality metric of a dictionary by its definition, one position after another. The hook is replaced
 * at content tokens only; a position counts if the token it predicts is a content token.
 */
export function naiveQuality(
  spec: ModelSpec,
  model: TransformerWeights,
  dictionary: StandardWeights,
  options: {
    readonly hook: HookName
    readonly applyBDecToInput: boolean
    readonly sequences: readonly (readonly number[])[]
    readonly isSpecial: (tokenId: number) => boolean
  },
) {
  const { hook, applyBDecToInput, sequences, isSpecial } = options
  const xs: number[][] = []
  const reconstructions: number[][] = []
  const acts: number[][] = []
  for (const tokenIds of sequences) {
    const x = naiveSequence(spec, model, tokenIds).hooks[hook]
    const f = naiveEncode(dictionary, x, applyBDecToInput)
    const xHat = naiveDecode(dictionary, f)
    tokenIds.forEach((id, t) => {
      if (isSpecial(id)) return
      xs.push(row(x, t))
      acts.push(row(f, t))
      reconstructions.push(row(xHat, t))
    })
  }
  const centre = xs[0].map((_, k) => average(xs.map((x) => x[k])))

  type Replace = (x: number[]) => readonly number[]
  const losses = { base: [], zero: [], mean: [], sae: [] } as Record<string, number[]>
  const divergences = { zero: [], sae: [] } as Record<string, number[]>
  for (const tokenIds of sequences) {
    const predicted = tokenIds.slice(1).map((id) => !isSpecial(id))
    const logitsWith = (replace: Replace) =>
      firstRows(
        naiveSequence(spec, model, tokenIds, (name, value) =>
          name === hook ? replaceRows(value, (x, t) => (isSpecial(tokenIds[t]) ? x : replace(x))) : value,
        ).logits,
        tokenIds.length - 1,
      )
    const asRow = (x: number[]): NdArray => ({ data: Float64Array.from(x), dims: [1, x.length] })
    const spliced = (x: number[]) =>
      row(naiveDecode(dictionary, naiveEncode(dictionary, asRow(x), applyBDecToInput)), 0)
    const replacements: Record<string, Replace> = {
      base: (x) => x,
      zero: (x) => x.map(() => 0),
      mean: () => centre,
      sae: spliced,
    }
    const base = softmax(logitsWith(replacements.base))
    for (const [name, replace] of Object.entries(replacements)) {
      const logits = logitsWith(replace)
      const ce = crossEntropy(logits, tokenIds.slice(1)).data
      losses[name].push(...Array.from(ce).filter((_, t) => predicted[t]))
      if (!(name in divergences)) continue
      const changed = softmax(logits)
      predicted.forEach((counts, t) => {
        if (!counts) return
        const p = row(base, t)
        const q = row(changed, t)
        divergences[name].push(p.reduce((sum, value, v) => sum + value * Math.log(value / q[v]), 0))
      })
    }
  }

  const squared = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0)
  const error = average(xs.map((x, t) => squared(x, reconstructions[t])))
  const variance = average(xs.map((x) => squared(x, centre)))
  const energy = average(
    xs.map((x) =>
      squared(
        x,
        centre.map(() => 0),
      ),
    ),
  )
  const [ceBase, ceZero, ceMean, ceSae] = ['base', 'zero', 'mean', 'sae'].map((name) => average(losses[name]))
  const [klZero, klSae] = ['zero', 'sae'].map((name) => average(divergences[name]))
  return {
    tokens: xs.length,
    predictions: losses.base.length,
    firings: acts[0].map((_, f) => acts.filter((values) => values[f] > 0).length),
    metrics: {
      l0: average(acts.map((values) => values.filter((value) => value > 0).length)),
      ceBase,
      ceZero,
      ceMean,
      ceSae,
      ceRecovered: (ceZero - ceSae) / (ceZero - ceBase),
      ceRecoveredMean: (ceMean - ceSae) / (ceMean - ceBase),
      klZero,
      klSae,
      klScore: 1 - klSae / klZero,
      explainedVariance: 1 - error / variance,
      mse: error / centre.length,
      normalisedMse: error / energy,
    },
  }
}

function row({ data, dims }: NdArray, t: number): number[] {
  const width = dims[dims.length - 1]
  return Array.from(data.subarray(t * width, (t + 1) * width))
}

function firstRows({ data, dims }: NdArray, count: number): NdArray {
  return { data: data.subarray(0, count * dims[1]), dims: [count, dims[1]] }
}

function replaceRows(value: NdArray, replace: (x: number[], t: number) => readonly number[]): NdArray {
  const rows = Array.from({ length: value.dims[0] }, (_, t) => replace(row(value, t), t))
  return { data: Float64Array.from(rows.flat()), dims: value.dims }
}
