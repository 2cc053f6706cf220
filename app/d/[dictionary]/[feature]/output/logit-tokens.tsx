'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { featureQueries } from '@/app/_ui/data/queries/feature'
import { Button } from '@/app/_ui/kit/button'
import { Failed } from '@/app/_ui/kit/notice'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { Feature, LogitToken } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { formatSigned } from '@/lib/view/format'

/** The tokens that the feature raises and lowers most. Each leads to all features that fire on it, raise it or lower it. */
export function LogitTokens({ feature }: { feature: Feature }) {
  const { dictionary, index, analysis } = feature
  const [isAll, setAll] = useState(false)
  const { data, error, refetch } = useQuery({
    ...featureQueries.detail({ dictionary, index, analysis: analysis.id }),
    enabled: isAll,
  })
  const first = feature.logits
  const shown = (isAll && data?.logits) || first
  const largest = Math.max(
    Math.abs(first.positive[0]?.value ?? 0),
    Math.abs(first.negative[0]?.value ?? 0),
    1e-9,
  )
  const isPending = isAll && !data && !error
  return (
    <>
      <div className="mt-2 grid grid-cols-2 gap-4">
        <Ranked title="Raised" kind="up" tokens={shown.positive} {...{ largest, dictionary }} />
        <Ranked title="Lowered" kind="down" tokens={shown.negative} {...{ largest, dictionary }} />
      </div>
      {error ? <Failed what="More tokens" error={error} onRetry={refetch} className="my-2" /> : null}
      <div className="my-2">
        <Button
          size="sm"
          variant="quiet"
          className="-ml-2"
          aria-expanded={isAll}
          pending={isPending}
          onClick={() => setAll(!isAll)}
        >
          {isAll && !isPending ? 'Fewer tokens' : 'More tokens'}
        </Button>
      </div>
    </>
  )
}

/** Classes of the list, and not of each of its rows: the token, its figure, and a line below them as long as the figure is large. */
const RANKED =
  '*:relative [&_a]:flex [&_a]:h-6 [&_a]:items-center [&_a]:justify-between [&_a]:gap-1 [&_a]:hover:bg-sunken [&_a]:hover:no-underline max-md:[&_a]:h-9 [&_a>:last-child]:shrink-0 [&_li>i]:pointer-events-none [&_li>i]:absolute [&_li>i]:bottom-0 [&_li>i]:left-0 [&_li>i]:h-0.5 [&_li>i]:opacity-25'
const WAYS = {
  up: '[&_a>:last-child]:text-up [&_li>i]:bg-up',
  down: '[&_a>:last-child]:text-down [&_li>i]:bg-down',
}

function Ranked(props: {
  title: string
  kind: keyof typeof WAYS
  tokens: readonly LogitToken[]
  largest: number
  dictionary: string
}) {
  const { title, kind, tokens, largest, dictionary } = props
  return (
    <div className="min-w-0">
      <h3 className="text-12 leading-6 font-medium text-ink-3">{title}</h3>
      <ol className={`${RANKED} ${WAYS[kind]}`}>
        {tokens.map((token) => (
          <li key={token.id}>
            <Link href={paths.search({ dictionary, id: token.id })} prefetch={false}>
              <TokenLiteral token={token} />
              <span>{formatSigned(token.value)}</span>
            </Link>
            <i
              aria-hidden="true"
              style={{ width: `${Math.round((100 * Math.abs(token.value)) / largest)}%` }}
            />
          </li>
        ))}
      </ol>
    </div>
  )
}
