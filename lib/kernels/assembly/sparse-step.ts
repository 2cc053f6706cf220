/**
 * The sparse part of a sparse autoencoder's training step. Entry points: `begin` once a batch, `trainRows` or
 * `measureRows` for its rows in order, block by block, and `update`, once the loss is known to be good.
 */
import { begin, hasRoom, measureRow, trainRow } from './forward'
import { clearGradients, spill } from './update'

export { activation, squaredError } from './forward'
export * from './memory'
export { update } from './update'

/** Takes the batch in `x`. */
export function start(): void {
  begin()
  clearGradients()
}

/** Does `rows` rows from `first` on, whose products with W_enc are in `pre`. */
export function trainRows(first: i32, rows: i32, lambda: f32): void {
  for (let i = 0; i < rows; i++) {
    if (!hasRoom()) spill()
    trainRow(first + i, i, lambda)
  }
}

/** Leaves the squared error of `rows` rows from `first` on in `row_error`; changes nothing else that lasts. */
export function measureRows(first: i32, rows: i32): void {
  for (let i = 0; i < rows; i++) measureRow(first + i, i)
}
