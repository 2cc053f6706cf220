import Link from 'next/link'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { SimilarFeature } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import { formatFixed } from '@/lib/view/format'

/** Features with a figure each: their label, or what they fire on and raise. */
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
