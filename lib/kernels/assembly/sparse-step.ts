/**
 * The sparse part of a sparse autoencoder's training step. Call `start` once per batch, `trainRows` or `measureRows`
 * for its rows in order, block by block, and `update` once the loss is known to be good.
 */
import { begin, hasRoom, measureRow, trainRow } from './forward'
import { clearGradients, spill } from './update'

export { activation, squaredError } from './forward'
export * from './memory'
export { update } from './update'

/** Starts a step on the batch in `x`. */
export function start(): void {
  begin()
  clearGradients()
}

/** Trains on `rows` rows from `first` on, whose products with W_enc are in `pre`. */
export function trainRows(first: i32, rows: i32, lambda: f32): void {
  for (let i = 0; i < rows; i++) {
    if (!hasRoom()) spill()
    trainRow(first + i, i, lambda)
  }
}

/** Writes the squared error of `rows` rows from `first` on to `row_error`; no weight changes. */
export function measureRows(first: i32, rows: i32): void {
  for (let i = 0; i < rows; i++) measureRow(first + i, i)
}
