/** Top tokens shown before all of them are asked for. */
export const FIRST_TOKENS = 12
