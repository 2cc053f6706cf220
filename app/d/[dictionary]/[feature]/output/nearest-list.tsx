import Link from 'next/link'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { SimilarFeature } from '@/lib/contract/feature-compute'
import { paths } from '@/lib/contract/paths'
import { formatFixed } from '@/lib/view/format'

/** Classes of the list, and not of each of its rows. */
const NEAR =
  '[&_a]:flex [&_a]:min-h-6 [&_a]:items-center [&_a]:gap-2 [&_a]:hover:bg-sunken [&_a]:hover:no-underline max-md:[&_a]:min-h-8 [&_a>:first-child]:w-11 [&_a>:first-child]:flex-none [&_a>:first-child]:font-mono [&_a>:first-child]:text-12 [&_a>:first-child]:text-accent [&_a>:nth-child(2)]:min-w-0 [&_a>:nth-child(2)]:flex-1 [&_a>:nth-child(2)]:truncate'

/** A list of features with a number each; without a label, the tokens they are active on and raise are shown. */
export function NearestList({ dictionary, near }: { dictionary: string; near: readonly SimilarFeature[] }) {
  return (
    <ol className={NEAR}>
      {near.map((feature) => (
        <li key={feature.index}>
          <Link href={paths.feature(dictionary, feature.index)} prefetch={false}>
            <span>{`#${feature.index}`}</span>
            <span>
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
