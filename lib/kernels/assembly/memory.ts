/**
 * The offsets of all arrays in linear memory, in bytes, and the sizes of a step; set from outside before the first
 * call. A row of x or of a weight matrix has `width` floats, d_in rounded up to four; `features` is d_sae rounded up
 * to sixteen. Elements beyond d_in and d_sae are and stay zero, so that every loop runs over whole vectors.
 */

export let width: i32 = 0
export let features: i32 = 0
export let dSae: i32 = 0
export let batch: i32 = 0
/** Most features active on a row; 0 means every positive one. */
export let limit: i32 = 0
/** Capacity of the lists of active features, in entries; at least `features`. */
export let capacity: i32 = 0

export let x: usize = 0 // [batch, width]
export let centred: usize = 0 // [batch, width] x − b_dec
export let error: usize = 0 // [batch, width] (x̂ − x)·2/batch, the gradient of x̂
export let row_error: usize = 0 // [batch] ‖x̂ − x‖²
export let pre: usize = 0 // [block, features] centred·W_encᵀ of the current rows

export let W_enc: usize = 0 // [features, width]: row f is the encoder vector of feature f
export let W_enc_m: usize = 0
export let W_enc_v: usize = 0
export let b_enc: usize = 0 // [features]
export let b_enc_m: usize = 0
export let b_enc_v: usize = 0
export let W_dec: usize = 0 // [features, width]
export let W_dec_m: usize = 0
export let W_dec_v: usize = 0
export let b_dec: usize = 0 // [width]
export let b_dec_m: usize = 0
export let b_dec_v: usize = 0

export let b_enc_gradient: usize = 0 // [features]
export let b_dec_gradient: usize = 0 // [width]
/** Gradients of every feature, used only by a step whose active features do not fit the lists. */
export let W_enc_gradient: usize = 0 // [features, width]
export let W_dec_gradient: usize = 0 // [features, width]

export let counts: usize = 0 // [features] float32: rows on which each feature is active
export let heap_value: usize = 0 // [limit] the largest pre-activations of the current row
export let heap_index: usize = 0 // [limit] int32
/** Active (row, feature) pairs by row. */
export let row_start: usize = 0 // [batch + 1] int32
export let entry_feature: usize = 0 // [capacity] int32
export let entry_value: usize = 0 // [capacity] f
export let entry_slope: usize = 0 // [capacity] gradient of the pre-activation
/** The same pairs by feature, rows ascending. */
export let pending: usize = 0 // [features] int32: pairs of each feature
export let pair_end: usize = 0 // [features] int32: end of each feature's pairs
export let sorted_row: usize = 0 // [capacity] int32
export let sorted_value: usize = 0 // [capacity]
export let sorted_slope: usize = 0 // [capacity]
