/** Approximate number of content tokens over which activations are correlated; the page states it. */
const CORRELATED_TOKENS = 65_536

/** Returns the number of first sequences of an analysis that hold about so many content tokens. */
export function correlatedSequences(analysis: {
  readonly sequences: number
  readonly contentTokens: number
}): number {
  const { sequences, contentTokens } = analysis
  return Math.min(sequences, Math.ceil((CORRELATED_TOKENS / contentTokens) * sequences))
}
