/** How the share of the loss that a reconstruction recovers is said, so that it does not look like what it is not. */
import { formatFixed, NARROW_SPACE, UNKNOWN } from './format'

/**
 * What loss recovered says of a dictionary: a `result`; 1 by `construction`, since a neuron basis gives back its input; or
 * `nothing`, because the model predicts better with the reconstruction than with its own activations, as a model with
 * shuffled weights may.
 */
export type RecoveredSense = 'result' | 'construction' | 'nothing'

/** Rounding may take a share over 1. */
const MOST = 1.001

export function recoveredSense(isNeuronBasis: boolean, share: number | null | undefined): RecoveredSense {
  if (isNeuronBasis) return 'construction'
  return typeof share === 'number' && share > MOST ? 'nothing' : 'result'
}

/** Returns the figure: "95.6 %", "by construction", or "no meaning". */
export function recoveredText(sense: RecoveredSense, share: number | null | undefined): string {
  switch (sense) {
    case 'construction':
      return 'by construction'
    case 'nothing':
      return 'no meaning'
    case 'result':
      return typeof share === 'number' ? `${formatFixed(share * 100, 1)}${NARROW_SPACE}%` : UNKNOWN
    default:
      return sense satisfies never
  }
}

/** Returns explained variance: "0.805", or that a neuron basis has 1 whatever it is. */
export function varianceText(isNeuronBasis: boolean, value: number | null | undefined, decimals = 3): string {
  return isNeuronBasis ? 'by construction' : formatFixed(value, decimals)
}
