import type { FeatureRef } from '@/app/_ui/marks/ask'
import { type TokenText, tokenName } from '@/lib/view/token-view'

/** Number of tokens that stand in the title of a feature without a label. */
const NAMED = 3

/** Returns the title of a feature's page: its number, what it is called by, and its dictionary. */
export function featureTitle(
  { dictionary, feature }: FeatureRef,
  label: string | null,
  tokens: readonly TokenText[],
): string {
  const named = tokens.slice(0, NAMED).map((token) => tokenName(token).replace(/^·/, ''))
  return `#${feature} ${label ?? (named.join(' ') || 'never active')} · ${dictionary}`
}
