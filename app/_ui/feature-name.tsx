import type { FeatureRow } from '@/lib/contract/schemas'
import { TokenLiterals } from './tokens/token-literal'

/** A feature's label; without one its top tokens stand in its place; a dead one says so. */
export function FeatureName({ feature }: { feature: FeatureRow }) {
  if (feature.label) return <>{feature.label}</>
  if (feature.count === 0) return <span className="dim">never active</span>
  return <TokenLiterals tokens={feature.topTokens} />
}
