import { formatCount } from './format'

/**
 * Returns over which tokens correlations were computed. Analyses of older versions took the first tokens of their text
 * alone.
 */
export function overTokens(tokens: number, analysed: number): string {
  return tokens === analysed
    ? `over all ${formatCount(tokens)} tokens of the analysis`
    : `over the first ${formatCount(tokens)} of ${formatCount(analysed)} tokens of the analysis`
}
