import Link from 'next/link'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { SimilarFeature } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import { formatFixed } from '@/lib/view/format'

/** A list of features with a number each; without a label, the tokens they are active on and raise are shown. */
export function NearestList({ dictionary, near }: { dictionary: string; near: readonly SimilarFeature[] }) {
  return (
    <ol>
      {near.map((feature) => (
        <li key={feature.index}>
          <Link
            className="flex min-h-6 items-center gap-2 hover:bg-sunken hover:no-underline max-md:min-h-8"
            href={paths.feature(dictionary, feature.index)}
            prefetch={false}
          >
            <span className="w-11 flex-none font-mono text-12 text-accent">{`#${feature.index}`}</span>
            <span className="min-w-0 flex-1 truncate">
              {feature.label ?? (
                <>
                  <TokenLiterals tokens={feature.topTokens} limit={2} />
                  {feature.promotedTokens.length > 0 && (
                    <>
                      {' '}
                      <span className="text-ink-3">→</span>{' '}
                      <TokenLiterals tokens={feature.promotedTokens} limit={1} />
                    </>
                  )}
                </>
              )}
            </span>
            <span>{formatFixed(feature.value)}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
