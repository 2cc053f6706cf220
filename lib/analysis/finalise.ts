/** Turns a merged block into the rows and arrays that are stored for each feature. */

import { TOP_EXAMPLES } from '@/lib/domain/example'
import { SemascopeError } from '@/lib/errors'
import type { CorpusTotals } from './corpus-totals'
import { activationHistogram, activationQuantile, type Histogram } from './histogram'
import { drawIntervals, type IntervalExamples } from './interval-sample'
import type { MergedBlock } from './merge-block'

/** Number of tokens kept per feature. */
const TOP_TOKENS = 64
/** Quantiles kept per feature. */
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

export interface TopExample {
  readonly sequence: number
  readonly position: number
  readonly token: number
  readonly activation: number
  /** 64-bit hash of the 9-token window, see hash.ts. */
  readonly windowLo: number
  readonly windowHi: number
}

interface TokenStat {
  readonly token: number
  /** Number of firings on the token. */
  readonly count: number
  /** Activation mass: Σf over these firings. */
  readonly sum: number
  readonly mean: number
  readonly max: number
  /** Share of the feature's activation mass. */
  readonly massShare: number
  /** Share of the token's occurrences where the feature fires. */
  readonly precision: number
}

/** Statistics of one feature; what is undefined for a feature that never fires is null or empty. */
export interface FeatureSummary {
  readonly index: number
  readonly count: number
  /** Share of content tokens where the feature fires; null for an empty corpus. */
  readonly density: number | null
  readonly logDensity: number | null
  readonly sum: number
  readonly sumSquares: number
  /** Mean activation over the tokens where the feature fires. */
  readonly meanActive: number | null
  readonly max: number | null
  /** Quantiles (QUANTILES) of the activation over the tokens where the feature fires. */
  readonly quantiles: readonly number[] | null
  readonly histogram: Histogram | null
  readonly top: readonly TopExample[]
  readonly intervals: readonly IntervalExamples[]
  /** The 64 tokens with the most activation mass, ties by token id. */
  readonly tokens: readonly TokenStat[]
  readonly distinctTokens: number
  /** Share of the top examples whose selected token is the most common one among them. */
  readonly singleTokenShare: number | null
  /** Share of firings on the first content token of a sequence. */
  readonly firstTokenShare: number | null
}

/** Returns the log10 of a density, or null if the feature never fires. */
function logDensity(density: number | null): number | null {
  return density === null || density <= 0 ? null : Math.log10(density)
}

/**
 * Returns the statistics of every feature of a block, by index. Throws `invalid_input` if the vocabularies differ.
 */
export function finalise(block: MergedBlock, totals: CorpusTotals): FeatureSummary[] {
  if (totals.tokenCounts.length !== block.dVocab)
    throw new SemascopeError(
      'invalid_input',
      `totals count ${totals.tokenCounts.length} tokens, the summaries ${block.dVocab}`,
    )
  return Array.from({ length: block.features }, (_, i) => finaliseFeature(block, totals, i))
}

function finaliseFeature(block: MergedBlock, totals: CorpusTotals, i: number): FeatureSummary {
  const { store, tokens } = block
  const count = store.counts[i]
  const density = totals.contentTokens === 0 ? null : count / totals.contentTokens
  const fires = count > 0
  const top = topExamples(block, i)
  return {
    index: block.firstFeature + i,
    count,
    density,
    logDensity: logDensity(density),
    sum: store.sums[i],
    sumSquares: store.squares[i],
    meanActive: fires ? store.sums[i] / count : null,
    max: fires ? store.maxima[i] : null,
    quantiles: fires ? QUANTILES.flatMap((q) => activationQuantile(store, i, q) ?? []) : null,
    histogram: activationHistogram(store, i),
    top,
    intervals: fires ? drawIntervals(store.samples, i, store.maxima[i], store.octaves[i]) : [],
    tokens: topTokens(block, totals, i),
    distinctTokens: tokens.offsets[i + 1] - tokens.offsets[i],
    singleTokenShare: singleTokenShare(top),
    firstTokenShare: fires ? store.firstCounts[i] / count : null,
  }
}

function topExamples(block: MergedBlock, i: number): TopExample[] {
  const { top } = block.store
  return Array.from({ length: top.sizes[i] }, (_, j) => {
    const e = i * TOP_EXAMPLES + j
    return {
      sequence: top.sequences[e],
      position: top.positions[e],
      token: top.tokens[e],
      activation: top.values[e],
      windowLo: top.windowLo[e],
      windowHi: top.windowHi[e],
    }
  })
}

function topTokens(block: MergedBlock, totals: CorpusTotals, i: number): TokenStat[] {
  const { offsets, tokens, counts, sums, maxima } = block.tokens
  const rows = Array.from({ length: offsets[i + 1] - offsets[i] }, (_, j) => offsets[i] + j)
  rows.sort((a, b) => sums[b] - sums[a] || tokens[a] - tokens[b])
  return rows.slice(0, TOP_TOKENS).map((row) => ({
    token: tokens[row],
    count: counts[row],
    sum: sums[row],
    mean: sums[row] / counts[row],
    max: maxima[row],
    massShare: sums[row] / block.store.sums[i],
    precision: counts[row] / totals.tokenCounts[tokens[row]],
  }))
}

/**
 * Returns the share of the examples whose selected token is the most common one among them; null without examples.
 */
function singleTokenShare(examples: readonly { readonly token: number }[]): number | null {
  if (examples.length === 0) return null
  const counts = new Map<number, number>()
  for (const { token } of examples) counts.set(token, (counts.get(token) ?? 0) + 1)
  return Math.max(...counts.values()) / examples.length
}
