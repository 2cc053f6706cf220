import type { BlockWeights, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { streamId, uniform } from './random'

/**
 * Returns the control of Bricken et al. 2023 ("random1"): a transformer in which the entries of every weight matrix,
 * embeddings and unembedding included, are shuffled within the matrix. Each matrix keeps its distribution of numbers
 * but loses their joint meaning; biases and LayerNorm's vectors stay. With a tied head the unembedding remains the
 * transpose of the embedding. A pure function of weights and seed.
 */
export function shuffleWeights(
  spec: ModelSpec,
  weights: TransformerWeights,
  seed: number,
): TransformerWeights {
  const matrix = (name: string, tensor: Tensor) => shuffled(tensor, seed, name)
  const W_E = matrix('W_E', weights.W_E)
  return {
    W_E,
    W_pos: matrix('W_pos', weights.W_pos),
    blocks: weights.blocks.map(
      (block, layer): BlockWeights => ({
        ...block,
        W_Q: matrix(`blocks.${layer}.W_Q`, block.W_Q),
        W_K: matrix(`blocks.${layer}.W_K`, block.W_K),
        W_V: matrix(`blocks.${layer}.W_V`, block.W_V),
        W_O: matrix(`blocks.${layer}.W_O`, block.W_O),
        W_in: matrix(`blocks.${layer}.W_in`, block.W_in),
        W_out: matrix(`blocks.${layer}.W_out`, block.W_out),
      }),
    ),
    ln_f_w: weights.ln_f_w,
    ln_f_b: weights.ln_f_b,
    W_U: spec.tiedHead ? transposed(W_E) : matrix('W_U', weights.W_U),
  }
}

/** Shuffles by Fisher–Yates with counter-based draws of the matrix's own stream. */
function shuffled({ data, dims }: Tensor, seed: number, name: string): Tensor {
  const stream = streamId(`shuffle/${name}`)
  const out = data.slice()
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(seed, stream, i) * (i + 1))
    const kept = out[i]
    out[i] = out[j]
    out[j] = kept
  }
  return { data: out, dims }
}

function transposed({ data, dims: [rows, columns] }: Tensor): Tensor {
  const out = new Float32Array(data.length)
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = data[r * columns + c]
  return { data: out, dims: [columns, rows] }
}
