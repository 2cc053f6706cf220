/**
 * Draws the features of a dictionary that a study shows: a seeded draw without replacement that depends on the seed,
 * the dictionary's name and the statistics of each feature, never on the order of rows. Source of the weighted draw:
 * P. Efraimidis, P. Spirakis, "Weighted random sampling with a reservoir" (2006).
 */
import { type DrawCandidate, RAISED_TOKENS, type Sampling } from '@/lib/domain/study'
import { hash32, hash53 } from './hash'

/** Returns false for dead features and for those without the evidence that an item shows. */
export function isEligible(candidate: DrawCandidate, minFirings: number): boolean {
  return candidate.count >= minFirings && candidate.mass > 0 && candidate.raised >= RAISED_TOKENS
}

/**
 * Draws `wanted` eligible features (fewer if there are fewer), ascending by index. The chance of a feature to come
 * next is its weight among those left: 1, its firings, or its mass.
 */
export function drawFeatures(
  candidates: readonly DrawCandidate[],
  options: {
    readonly dictionary: string
    readonly sampling: Sampling
    readonly seed: number
    readonly wanted: number
    readonly minFirings: number
  },
): number[] {
  const { seed, sampling, wanted } = options
  const stream = nameHash(options.dictionary)
  return candidates
    .filter((candidate) => isEligible(candidate, options.minFirings))
    .map((candidate) => ({
      index: candidate.index,
      // an exponential waiting time at the rate of the weight: the shortest times are drawn
      wait: -Math.log(uniform(seed, stream, candidate.index)) / weightOf(candidate, sampling),
    }))
    .sort((a, b) => a.wait - b.wait || a.index - b.index)
    .slice(0, wanted)
    .map(({ index }) => index)
    .sort((a, b) => a - b)
}

function weightOf(candidate: DrawCandidate, sampling: Sampling): number {
  switch (sampling) {
    case 'uniform':
      return 1
    case 'density':
      return candidate.count
    case 'mass':
      return candidate.mass
  }
}

/** Returns a uniform value in (0, 1], never 0, because log(0) is not finite. */
function uniform(seed: number, stream: number, index: number): number {
  return (hash53(seed, stream, index, 0x64726177) + 1) / 2 ** 53
}

function nameHash(name: string): number {
  let hash = 0
  for (let at = 0; at < name.length; at++) hash = hash32(hash, name.charCodeAt(at), at, 0x6e616d65)
  return hash
}
