import type { LearnedWeights } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'

/**
 * Returns weights that do to x what `weights` do to s·x, s > 0. With x' = s·x, features f' and reconstruction x̂',
 * the folded dictionary has f = f'/s and x̂ = x̂'/s. Directions and decoder norms stay; both biases are divided by s.
 * The order of the pre-activations stays too.
 */
export function foldScale(weights: LearnedWeights, scale: number): LearnedWeights {
  const divided = ({ data, dims }: Tensor): Tensor => ({ data: data.map((value) => value / scale), dims })
  return { ...weights, b_enc: divided(weights.b_enc), b_dec: divided(weights.b_dec) }
}
