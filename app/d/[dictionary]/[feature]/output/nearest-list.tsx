import Link from 'next/link'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { SimilarFeature } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import { formatFixed } from '@/lib/view/format'

/** A list of features with a number each; without a label, the tokens they are active on and raise are shown. */
export function NearestList({ dictionary, near }: { dictionary: string; near: readonly SimilarFeature[] }) {
  return (
    <ol className="near">
      {near.map((feature) => (
        <li key={feature.index}>
          <Link className="id mono" href={paths.feature(dictionary, feature.index)} prefetch={false}>
            {`#${feature.index}`}
          </Link>
          <span className="grow cut" title={feature.label ?? undefined}>
            {feature.label ?? (
              <>
                <TokenLiterals tokens={feature.topTokens} limit={2} />
                {feature.promotedTokens.length > 0 && (
                  <>
                    {' '}
                    <span className="dim">→</span> <TokenLiterals tokens={feature.promotedTokens} limit={1} />
                  </>
                )}
              </>
            )}
          </span>
          <span className="num">{formatFixed(feature.value)}</span>
        </li>
      ))}
    </ol>
  )
}
