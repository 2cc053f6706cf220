import Link from 'next/link'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatPercent, formatSigned } from '@/lib/view/format'
import { type TokenText, tokenName } from '@/lib/view/token-view'
import { ComparedPane } from './columns'
import { sharedIds } from './shared'

const LINES = 10

interface Line extends TokenText {
  readonly id: number
  readonly figure: string
}

const LISTS: readonly {
  readonly id: string
  readonly title: string
  readonly remark: string
  readonly of: (feature: Feature) => readonly Line[]
}[] = [
  {
    id: 'fires-on',
    title: 'Fires on',
    remark: 'share of the summed activation',
    of: ({ tokens }) => tokens.map((token) => ({ ...token, figure: formatPercent(token.share, 2) })),
  },
  {
    id: 'raises',
    title: 'Raises',
    remark: 'logit per unit of activation',
    of: ({ logits }) => logits.positive.map((token) => ({ ...token, figure: formatSigned(token.value) })),
  },
  {
    id: 'lowers',
    title: 'Lowers',
    remark: 'logit per unit of activation',
    of: ({ logits }) => logits.negative.map((token) => ({ ...token, figure: formatSigned(token.value) })),
  },
]

/** The tokens on which each feature fires, and those that it raises and lowers. Tokens of several features have a mark. */
export function ComparedTokens({ features }: { features: readonly Feature[] }) {
  return LISTS.map(({ id, title, remark, of }) => {
    const shared = sharedIds(features.map(of))
    return (
      <ComparedPane
        key={id}
        id={id}
        title={title}
        remark={`${remark} · ● several have it`}
        features={features}
      >
        {(feature) => (
          <ol>
            {of(feature)
              .slice(0, LINES)
              .map((line) => (
                <li key={line.id} className="flex min-h-6 items-center gap-2">
                  <span className="w-3 text-center text-11 text-accent">
                    {shared.has(line.id) ? (
                      <>
                        <span aria-hidden="true">●</span>
                        <span className="sr-only">shared</span>
                      </>
                    ) : null}
                  </span>
                  <Link
                    className="flex min-h-6 min-w-0 items-center"
                    href={paths.search({ q: tokenName(line), dictionary: feature.dictionary })}
                    prefetch={false}
                  >
                    <TokenLiteral token={line} />
                  </Link>
                  <span className="ml-auto">{line.figure}</span>
                </li>
              ))}
          </ol>
        )}
      </ComparedPane>
    )
  })
}
