import { closeSync, openSync, readSync } from 'node:fs'
import type { StoredNumbers, Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'

const FLOAT_BYTES = 4
/** Most bytes of one read. */
const AT_ONCE = 1 << 30

/**
 * Returns a tensor whose numbers stay in a file until they are asked for. They are kept only as long as somebody uses
 * them, so a thread that knows many weights holds few.
 */
export function storedTensor(stored: StoredNumbers, dims: readonly number[]): Tensor {
  const count = dims.reduce((product, size) => product * size, 1)
  let kept: WeakRef<Float32Array> | undefined
  return {
    dims,
    stored,
    get data() {
      let data = kept?.deref()
      if (!data) {
        data = new Float32Array(count)
        readNumbers(stored, [{ from: 0, into: data }])
        kept = new WeakRef(data)
      }
      return data
    },
  }
}

/** Returns rows [from, from + count) of a matrix [rows, width], without reading the others. */
export function tensorRows(tensor: Tensor, from: number, count: number): Float32Array {
  const width = tensor.dims[1]
  if (!tensor.stored) return tensor.data.slice(from * width, (from + count) * width)
  const out = new Float32Array(count * width)
  readNumbers(tensor.stored, [{ from: from * width, into: out }])
  return out
}

/** Returns columns [from, from + count) of a matrix as [rows, count], without reading the others. */
export function tensorColumns(tensor: Tensor, from: number, count: number): Float32Array {
  const [rows, width] = tensor.dims
  const out = new Float32Array(rows * count)
  const parts = Array.from({ length: rows }, (_, row) => ({
    from: row * width + from,
    into: out.subarray(row * count, (row + 1) * count),
  }))
  if (tensor.stored) readNumbers(tensor.stored, parts)
  else {
    const { data } = tensor
    for (const { from, into } of parts) into.set(data.subarray(from, from + count))
  }
  return out
}

/** Reads numbers at places that count from the tensor's first. Throws `invalid_input` if the file is too short. */
function readNumbers(
  { path, start }: StoredNumbers,
  parts: readonly { readonly from: number; readonly into: Float32Array }[],
): void {
  const fd = openSync(path, 'r')
  try {
    for (const { from, into } of parts) {
      const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
      for (let done = 0; done < bytes.length; ) {
        const at = start + from * FLOAT_BYTES + done
        const read = readSync(fd, bytes, done, Math.min(bytes.length - done, AT_ONCE), at)
        if (read === 0) throw new SemascopeError('invalid_input', `${path}: ends at byte ${at}, too early`)
        done += read
      }
    }
  } finally {
    closeSync(fd)
  }
}
