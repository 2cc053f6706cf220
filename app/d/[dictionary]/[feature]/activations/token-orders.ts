/** Number of top tokens that are shown first. */
export const FIRST_TOKENS = 12
