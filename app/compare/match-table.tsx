'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { Term } from '@/app/_ui/glossary/term'
import { cn } from '@/app/_ui/kit/cn'
import type { Dictionary, FeatureRow } from '@/lib/contract/schemas'
import { matchQuery } from './match-query'
import { MatchRow } from './match-row'

const HEAD = 'h-7 border-b border-line-strong px-2 text-left text-12 font-medium text-ink-3 first:pl-0'

/**
 * The matched features, then those that are worth a match. They are compared one after the other, because each is compared with
 * every feature of the other dictionary.
 */
export function MatchTable(props: {
  readonly a: Dictionary
  readonly b: Dictionary
  readonly analysis: number
  readonly starters: readonly FeatureRow[]
  readonly asked: readonly number[]
}) {
  const { a, b, analysis, starters, asked } = props
  // these observe the cache, and the one below asks for the first that is missing
  const results = useQueries({
    queries: asked.map((index) => ({ ...matchQuery(a, b, analysis, index), enabled: false })),
  })
  const next = results.findIndex(({ status }) => status === 'pending')
  useQuery({ ...matchQuery(a, b, analysis, asked[next] ?? 0), enabled: next >= 0 })

  const starterOf = (index: number) => starters.find((feature) => feature.index === index)
  return (
    <table className="mt-3 w-full table-fixed border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={cn(HEAD, 'w-1/3')}>
            {a.id}
          </th>
          <th scope="col" className={HEAD}>
            nearest by <Term name="correlation">correlation</Term>
          </th>
          <th scope="col" className={HEAD}>
            {b.kind === 'neurons' ? (
              <>
                greatest <Term name="alignment">weight</Term>
              </>
            ) : (
              <>
                nearest by <Term name="decoderCosine">decoder cosine</Term>
              </>
            )}
          </th>
        </tr>
      </thead>
      <tbody aria-live="polite" className="divide-y divide-line max-md:block">
        {asked.map((index, at) => (
          <MatchRow
            key={index}
            {...{ a, b, index }}
            feature={starterOf(index)}
            match={results[at].data}
            error={results[at].error}
            onRetry={() => results[at].refetch()}
            says={at === next ? 'comparing activations and decoders…' : 'waits for the one before'}
          />
        ))}
        {starters
          .filter(({ index }) => !asked.includes(index))
          .map((feature) => (
            <MatchRow
              key={feature.index}
              {...{ a, b, feature }}
              index={feature.index}
              says="not compared yet"
            />
          ))}
      </tbody>
    </table>
  )
}
