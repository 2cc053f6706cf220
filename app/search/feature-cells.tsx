import { Marked } from '@/app/_ui/suggest/marked'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { paths } from '@/lib/contract/paths'
import type { TokenText } from '@/lib/view/token-view'

/** The number of a feature: a link that fills its whole row. */
export const FeatureLink = ({ dictionary, index }: { dictionary: string; index: number }) => (
  <a
    className="font-mono text-12 text-accent after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    href={paths.feature(dictionary, index)}
    data-row
  >
    {`#${index}`}
  </a>
)

/** The label of a feature with the searched words marked, or its top tokens in place of a label. */
export function FoundName({ feature, q = '' }: { feature: NamedFeature; q?: string }) {
  if (feature.label !== null) return <Marked text={feature.label} q={q} />
  if (feature.topTokens.length === 0) return <span className="text-ink-3">never active</span>
  return <TokenLiterals tokens={feature.topTokens} />
}

interface NamedFeature {
  readonly label: string | null
  readonly topTokens: readonly TokenText[]
}
