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

const WAYS = {
  up: { text: 'text-up', bar: 'bg-up' },
  down: { text: 'text-down', bar: 'bg-down' },
}

function Ranked(props: {
  title: string
  kind: keyof typeof WAYS
  tokens: readonly LogitToken[]
  largest: number
  dictionary: string
}) {
  const { title, kind, tokens, largest, dictionary } = props
  const way = WAYS[kind]
  return (
    <div className="min-w-0">
      <h3 className="text-12 leading-6 font-medium text-ink-3">{title}</h3>
      <ol>
        {tokens.map((token) => (
          <li key={token.id} className="relative">
            <Link
              href={paths.search({ dictionary, id: token.id })}
              prefetch={false}
              className="flex h-6 items-center justify-between gap-1 hover:bg-sunken hover:no-underline max-md:h-9"
            >
              <span className="min-w-0 truncate">
                <TokenLiteral token={token} />
              </span>
              <span className={`shrink-0 ${way.text}`}>{formatSigned(token.value)}</span>
            </Link>
            <i
              aria-hidden="true"
              className={`pointer-events-none absolute bottom-0 left-0 h-0.5 opacity-25 ${way.bar}`}
              style={{ width: `${Math.round((100 * Math.abs(token.value)) / largest)}%` }}
            />
          </li>
        ))}
      </ol>
    </div>
  )
}
