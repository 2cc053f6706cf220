/** Metrics of how a dictionary's features spread over density and direction. */
import { median } from '@/lib/domain/median'
import { DISPLAY_BINS, type Histogram } from './histogram'
import { MOTIF_RULES } from './motifs'

/** The same borders as for the tags `ultralow` and `dense`. */
const { ultralowDensity, denseDensity } = MOTIF_RULES

export interface DensityMetrics {
  /** Share of features that never fire. */
  readonly deadFraction: number | null
  /** Share of features that fire, but on less than 1 token in 100,000; null if the corpus is too small to tell. */
  readonly ultralowFraction: number | null
  /** Share of features that fire on at least a tenth of the tokens. */
  readonly denseFraction: number | null
  /** Median over all features, dead ones at 0. */
  readonly medianDensity: number | null
  /**
   * log10 density of live features in 40 even bins, from the lowest density that a corpus of this size can show, to
   * 1.
   */
  readonly densityHistogram: Histogram | null
}

/** Returns the density metrics of firings per feature and the number of content tokens in the corpus. */
export function densityMetrics(counts: ArrayLike<number>, contentTokens: number): DensityMetrics {
  if (counts.length === 0 || contentTokens === 0)
    return {
      deadFraction: null,
      ultralowFraction: null,
      denseFraction: null,
      medianDensity: null,
      densityHistogram: null,
    }
  const densities = Array.from(counts, (count) => count / contentTokens)
  const live = densities.filter((density) => density > 0).sort((a, b) => a - b)
  const share = (test: (density: number) => boolean) => densities.filter(test).length / densities.length
  return {
    deadFraction: share((density) => density === 0),
    ultralowFraction:
      contentTokens < 1 / ultralowDensity
        ? null
        : share((density) => density > 0 && density < ultralowDensity),
    denseFraction: share((density) => density >= denseDensity),
    medianDensity: median(densities),
    densityHistogram: live.length === 0 ? null : densityHistogram(live, contentTokens),
  }
}

function densityHistogram(live: readonly number[], contentTokens: number): Histogram {
  const low = Math.min(-1, Math.floor(-Math.log10(contentTokens)))
  const edges = Array.from({ length: DISPLAY_BINS + 1 }, (_, j) => low - (low * j) / DISPLAY_BINS)
  const counts = new Array<number>(DISPLAY_BINS).fill(0)
  for (const density of live) {
    const value = Math.log10(density)
    let bin = DISPLAY_BINS - 1
    while (bin > 0 && value < edges[bin]) bin--
    counts[bin]++
  }
  return { edges, counts }
}

export interface CosineMetrics {
  /** Number of features whose encoder and decoder vectors are not zero. */
  readonly features: number
  /** Median cosine; null without features. */
  readonly median: number | null
  /** 40 even bins of −1…1; the highest is closed. */
  readonly histogram: Histogram | null
}

/** Returns metrics of the cosines of encoder and decoder directions; null entries (a zero vector) are left out. */
export function cosineMetrics(cosines: readonly (number | null)[]): CosineMetrics {
  const known = cosines.flatMap((cosine) => cosine ?? []).sort((a, b) => a - b)
  const counts = new Array<number>(DISPLAY_BINS).fill(0)
  for (const cosine of known) {
    const bin = Math.floor(((cosine + 1) / 2) * DISPLAY_BINS)
    counts[Math.min(DISPLAY_BINS - 1, Math.max(0, bin))]++
  }
  const edges = Array.from({ length: DISPLAY_BINS + 1 }, (_, j) => (2 * j) / DISPLAY_BINS - 1)
  return {
    features: known.length,
    median: median(known),
    histogram: known.length === 0 ? null : { edges, counts },
  }
}
