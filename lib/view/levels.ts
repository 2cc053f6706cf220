/** Steps in which activations and loss effects are drawn. Tokens, bars and sparklines share this rule. */

export const LEVELS = 9

/** Returns 0 for a silent token, else ceil(9 · activation / maximum), 1…9. */
export function activationLevel(activation: number, maximum: number): number {
  if (!(activation > 0) || !(maximum > 0)) return 0
  return Math.min(LEVELS, Math.max(1, Math.ceil((LEVELS * activation) / maximum)))
}

/** Effects in nats from which an underline is drawn, and from which the underline is thick. */
export const LOSS_MARK = 0.05
const LOSS_MARK_STRONG = 0.5

export type LossMark = '+1' | '+2' | '-1' | '-2'

/** Returns the underline of a loss effect (CE ablated − CE clean, nats), or null below the first step. */
export function lossMark(effect: number | null | undefined): LossMark | null {
  if (effect === null || effect === undefined || !(Math.abs(effect) >= LOSS_MARK)) return null
  const strong = Math.abs(effect) >= LOSS_MARK_STRONG
  if (effect > 0) return strong ? '+2' : '+1'
  return strong ? '-2' : '-1'
}

/** Returns the ground of a level as a value for a style, for the few swatches and cells that are no tokens. */
export const activationGround = (level: number) => (level > 0 ? `var(--color-act-${level})` : 'transparent')
