import type { StandardWeights } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'

/**
 * Weights that do to x what `weights` do to s·x: with x' = s·x, features f' and reconstruction x̂', the folded
 * dictionary has f = f'/s and x̂ = x̂'/s. Directions and decoder norms stay; both biases are divided by s.
 */
export function foldScale(
  weights: Readonly<Record<'W_enc' | 'b_enc' | 'W_dec' | 'b_dec', Tensor>>,
  scale: number,
): StandardWeights {
  const divided = ({ data, dims }: Tensor): Tensor => ({ data: data.map((value) => value / scale), dims })
  return {
    kind: 'standard',
    W_enc: weights.W_enc,
    b_enc: divided(weights.b_enc),
    W_dec: weights.W_dec,
    b_dec: divided(weights.b_dec),
  }
}
