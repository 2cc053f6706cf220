/**
 * Divides the sums of features with neurons into parts. A part is a group of shards and as many features, of any dictionaries
 * of one hook, as fit into memory; all of them share its forward pass. What a part sums waits in the database, so that there
 * are fewer groups where there are more sums. Parts depend on the corpus and the settings alone.
 */
import { type FeatureRange, NEURON_SUMS_BLOCK } from '@/lib/analysis/neuron-sums'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { isNeuronBasis } from '@/lib/domain/hook'

/** Most pairs of a feature and a neuron of a dictionary that is correlated with neurons. */
const CORRELATED_PAIRS = 2 ** 27
/** Most pairs of a part: 256 MiB of float64. */
const PART_PAIRS = 2 ** 25
/** Most pairs that all parts of a hook store, unless one group of shards has more: 512 MiB of float32. */
const STORED_PAIRS = 2 ** 27
/** Fewest shards of a group, about 131,000 tokens: a killed worker loses a few seconds. */
const GROUP_SHARDS = 2

interface NeuronPart {
  /** Features with the number of their dictionary. */
  readonly ranges: readonly (FeatureRange & { readonly dictionary: number })[]
  /** Number of the group, and its shards [from, to). */
  readonly group: number
  readonly shards: { readonly from: number; readonly to: number }
}

/** Returns true if the features of a dictionary are correlated with neurons. */
export function isCorrelated({ hook, dSae, dIn }: DictionarySpec): boolean {
  return isNeuronBasis(hook) && dSae * dIn <= CORRELATED_PAIRS
}

/** Returns the parts of dictionaries over a number of shards. */
export function neuronParts(dictionaries: readonly DictionarySpec[], shards: number): NeuronPart[] {
  const numbered = dictionaries.map((spec, dictionary) => ({ spec, dictionary }))
  const correlated = numbered.filter(({ spec }) => isCorrelated(spec))
  const hooks = [...new Set(correlated.map(({ spec }) => spec.hook))]
  return hooks.flatMap((hook) => {
    const own = correlated.filter(({ spec }) => spec.hook === hook)
    const pairs = own.reduce((sum, { spec }) => sum + spec.dSae * spec.dIn, 0)
    const most = Math.ceil(shards / GROUP_SHARDS)
    const groups = Math.max(1, Math.min(most, Math.floor(STORED_PAIRS / pairs)))
    const border = (group: number) => Math.floor((group * shards) / groups)
    return Array.from({ length: groups }, (_, group) => group).flatMap((group) =>
      packed(own).map((ranges) => ({
        ranges,
        group,
        shards: { from: border(group), to: border(group + 1) },
      })),
    )
  })
}

/** Packs the features of dictionaries of one hook, block by block, into as few lists as memory allows. */
function packed(
  dictionaries: readonly { readonly spec: DictionarySpec; readonly dictionary: number }[],
): NeuronPart['ranges'][] {
  const lists: { dictionary: number; from: number; count: number }[][] = [[]]
  let room = PART_PAIRS
  for (const { spec, dictionary } of dictionaries)
    for (let from = 0; from < spec.dSae; from += NEURON_SUMS_BLOCK) {
      const count = Math.min(NEURON_SUMS_BLOCK, spec.dSae - from)
      if (count * spec.dIn > room && room < PART_PAIRS) {
        lists.push([])
        room = PART_PAIRS
      }
      room -= count * spec.dIn
      const list = lists[lists.length - 1]
      const last = list[list.length - 1]
      if (last?.dictionary === dictionary) last.count += count
      else list.push({ dictionary, from, count })
    }
  return lists
}
