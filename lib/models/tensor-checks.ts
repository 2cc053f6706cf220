import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'

/** Returns the index of the first NaN or infinity, or −1 if there is none. */
export function firstNonFinite({ data }: Tensor): number {
  // x − x is 0 for finite x and NaN otherwise.
  for (let i = 0; i < data.length; i++) if (data[i] - data[i] !== 0) return i
  return -1
}

/** Throws `invalid_input` with file, tensor and the first bad index if a number is not finite. */
export function assertFinite(file: string, name: string, tensor: Tensor): void {
  const index = firstNonFinite(tensor)
  if (index >= 0)
    throw new SemascopeError(
      'invalid_input',
      `${file}: tensor "${name}" holds ${tensor.data[index]} at index ${index} of ${tensor.data.length}`,
    )
}

/** Throws `invalid_input` with file, tensor, expected and actual shape if the shapes differ. */
export function assertShape(file: string, name: string, tensor: Tensor, expected: readonly number[]): void {
  const { dims, data } = tensor
  if (dims.length !== expected.length || dims.some((size, axis) => size !== expected[axis]))
    throw new SemascopeError(
      'invalid_input',
      `${file}: tensor "${name}" has shape [${dims.join(', ')}], expected [${expected.join(', ')}]`,
    )
  if (data.length !== dims.reduce((product, size) => product * size, 1))
    throw new SemascopeError(
      'invalid_input',
      `${file}: tensor "${name}" of shape [${dims.join(', ')}] holds ${data.length} numbers`,
    )
}
