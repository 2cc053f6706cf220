/** Steps in which activations and loss effects are drawn; the same rule for tokens, bars and sparklines. */

export const LEVELS = 9

/** 0 when silent, else ceil(9 · activation / maximum), 1…9. */
export function activationLevel(activation: number, maximum: number): number {
  if (!(activation > 0) || !(maximum > 0)) return 0
  return Math.min(LEVELS, Math.max(1, Math.ceil((LEVELS * activation) / maximum)))
}

/** Nats from which an underline is drawn, and from which it is thick. */
export const LOSS_MARK = 0.05
const LOSS_MARK_STRONG = 0.5

export type LossMark = '+1' | '+2' | '-1' | '-2'

/** The underline of a loss effect (CE ablated − CE clean, nats); null when below the first step. */
export function lossMark(effect: number | null | undefined): LossMark | null {
  if (effect === null || effect === undefined || !(Math.abs(effect) >= LOSS_MARK)) return null
  const strong = Math.abs(effect) >= LOSS_MARK_STRONG
  if (effect > 0) return strong ? '+2' : '+1'
  return strong ? '-2' : '-1'
}
