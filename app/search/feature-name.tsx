import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { TokenText } from '@/lib/view/token-view'

/** The label of a feature, or its top tokens in place of a label. */
export function FeatureName({
  feature,
}: {
  feature: { label: string | null; topTokens: readonly TokenText[] }
}) {
  if (feature.label !== null) return <span title={feature.label}>{feature.label}</span>
  if (feature.topTokens.length === 0) return <span className="dim">never active</span>
  return <TokenLiterals tokens={feature.topTokens} />
}
