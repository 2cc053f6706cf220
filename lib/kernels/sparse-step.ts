/**
 * The part of a sparse autoencoder's training step that involves only active features, and Adam, as a WebAssembly
 * kernel that owns weights and moments. The caller computes the dense part, the product of inputs and encoder. The
 * result is that of lib/onnx/graphs/train-sae.ts, with one fixed order of summation.
 */
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { sparseStepWasm } from './generated/sparse-step'
import { instantiate } from './instantiate'
import { layOut } from './memory'
import { copyPadded, copyTransposed, fromPadded, fromTransposed } from './padded'

/** Elements of the products of one block of rows, and capacity of the lists of active features in pairs. */
const BLOCK = 2 ** 21
const LIST = 2 ** 22

export interface SparseStepShape {
  readonly dIn: number
  readonly dSae: number
  readonly batch: number
  /** Most features active on a row, the largest ones; default: every positive one. */
  readonly k?: number
}

/** A product of rows with the encoder that `encode` has to compute. */
interface EncoderProduct {
  readonly centred: Float32Array // [rows, width]
  readonly W_enc: Float32Array // [features, width], transposed
  readonly pre: Float32Array // [rows, features], to be filled with centred·W_encᵀ
  readonly rows: number
  readonly width: number
  readonly features: number
}

export type Encode = (product: EncoderProduct) => Promise<void>

export interface SparseStepKernel {
  /** d_in and d_sae after padding. */
  readonly width: number
  readonly features: number
  /** Copies in the rows [batch, d_in]. */
  setInput(x: Float32Array): void
  /** Returns the losses on the input and computes its gradients, before any weight changes. */
  gradients(lambda: number, encode: Encode): Promise<{ readonly mse: number; readonly l1Norm: number }>
  /** Takes Adam's step along the last gradients; `lr` is bias-corrected. */
  update(lr: number): void
  /** Returns the squared error of each row of the input, [batch]; changes no weight. */
  rowErrors(encode: Encode): Promise<Float32Array>
  /** Number of rows on which each feature was active, [d_sae]: `update` fills it, other calls clear it. */
  readonly counts: Float32Array
  /** Returns copies of weights and moments under the names and shapes of a training graph: W_enc is [d_in, d_sae]. */
  tensors(): Record<string, Tensor>
  /** Replaces weights and moments. Throws `invalid_input` for a wrong shape. */
  load(read: (name: string) => Tensor): void
}

const MOMENTS = ['', '_m', '_v'] as const

/** Lays out a kernel whose weights and moments are all 0. Throws `unsupported` if memory is too small. */
export function sparseStepKernel({ dIn, dSae, batch, k = 0 }: SparseStepShape): SparseStepKernel {
  const width = Math.ceil(dIn / 4) * 4
  const features = Math.ceil(dSae / 16) * 16
  const block = Math.min(batch, Math.max(1, Math.floor(BLOCK / features)))
  const capacity = Math.max(features, Math.min(LIST, Math.ceil((batch * features) / 8)))
  const matrix = features * width
  const lengths = new Map([
    ...['x', 'centred', 'error'].map((name) => [name, batch * width] as const),
    ['row_error', batch],
    ['pre', block * features],
    ...MOMENTS.flatMap(
      (moment) =>
        [
          [`W_enc${moment}`, matrix],
          [`b_enc${moment}`, features],
          [`W_dec${moment}`, matrix],
          [`b_dec${moment}`, width],
        ] as const,
    ),
    ['b_enc_gradient', features],
    ['b_dec_gradient', width],
    ['W_enc_gradient', matrix],
    ['W_dec_gradient', matrix],
    ...['counts', 'pending', 'pair_end'].map((name) => [name, features] as const),
    ['heap_value', k],
    ['heap_index', k],
    ['row_start', batch + 1],
    ...['entry_feature', 'entry_value', 'entry_slope', 'sorted_row', 'sorted_value', 'sorted_slope'].map(
      (name) => [name, capacity] as const,
    ),
  ])
  const memory = layOut(lengths, `training ${dSae} features on ${dIn} inputs with batches of ${batch}`)
  const kernel = instantiate(sparseStepWasm, memory, { width, features, dSae, batch, limit: k, capacity })
  const [x, centred, W_enc, pre] = ['x', 'centred', 'W_enc', 'pre'].map(memory.floats)

  async function eachBlock(encode: Encode, then: (first: number, rows: number) => void): Promise<void> {
    kernel.call('start')
    for (let first = 0; first < batch; first += block) {
      const rows = Math.min(block, batch - first)
      await encode({
        centred: centred.subarray(first * width, (first + rows) * width),
        W_enc,
        pre: pre.subarray(0, rows * features),
        rows,
        width,
        features,
      })
      then(first, rows)
    }
  }

  /** The name and dims in checkpoints, and the array in the kernel. */
  const parameters = MOMENTS.flatMap((moment) => {
    const suffix = moment.replace('_', '.')
    return [
      { name: `W_enc${suffix}`, dims: [dIn, dSae], data: memory.floats(`W_enc${moment}`) },
      { name: `b_enc${suffix}`, dims: [dSae], data: memory.floats(`b_enc${moment}`) },
      { name: `W_dec${suffix}`, dims: [dSae, dIn], data: memory.floats(`W_dec${moment}`) },
      { name: `b_dec${suffix}`, dims: [dIn], data: memory.floats(`b_dec${moment}`) },
    ]
  })

  return {
    width,
    features,
    setInput: (rows) => copyPadded(rows, x, batch, dIn, width),
    async gradients(lambda, encode) {
      await eachBlock(encode, (first, rows) => kernel.call('trainRows', first, rows, lambda))
      return { mse: kernel.read('squaredError') / batch, l1Norm: kernel.read('activation') / batch }
    },
    update: (lr) => kernel.call('update', lr),
    async rowErrors(encode) {
      await eachBlock(encode, (first, rows) => kernel.call('measureRows', first, rows))
      return memory.floats('row_error').slice()
    },
    counts: memory.floats('counts').subarray(0, dSae),
    tensors: () =>
      Object.fromEntries(
        parameters.map(({ name, dims, data }) => [
          name,
          {
            dims,
            data: name.startsWith('W_enc')
              ? fromTransposed(data, dIn, dSae, width)
              : fromPadded(data, dims.length > 1 ? dims[0] : 1, dims[dims.length - 1], width),
          },
        ]),
      ),
    load(read) {
      for (const { name, dims, data } of parameters) {
        const tensor = read(name)
        if (tensor.dims.join() !== dims.join())
          throw new SemascopeError(
            'invalid_input',
            `checkpoint tensor "${name}" has shape [${tensor.dims}], the run needs [${dims}]`,
          )
        if (name.startsWith('W_enc')) copyTransposed(tensor.data, data, dIn, dSae, width)
        else copyPadded(tensor.data, data, dims.length > 1 ? dims[0] : 1, dims[dims.length - 1], width)
      }
    },
  }
}
