import type { FeatureRow } from '@/lib/contract/schemas'
import { TokenLiterals } from './tokens/token-literal'

/** Shows the label of a feature, or its top tokens if there is no label. A dead feature is "never active". */
export function FeatureName({ feature }: { feature: FeatureRow }) {
  if (feature.label) return <>{feature.label}</>
  if (feature.count === 0) return <span className="text-ink-3">never active</span>
  return <TokenLiterals tokens={feature.topTokens} />
}
