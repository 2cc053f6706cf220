'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { Term } from '@/app/_ui/glossary/term'
import { Button } from '@/app/_ui/kit/button'
import { Failed } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import type { FeatureToken } from '@/lib/contract/feature'
import { formatCount } from '@/lib/view/format'
import { FIRST_TOKENS } from '../shortened'
import { VIEW } from '../view'
import { TokenRow } from './token-row'

/** The token takes what the figures leave, so that no figure is ever cut. */
const TABLE =
  'w-full text-12 [&_td]:px-1 [&_td]:text-right [&_td]:whitespace-nowrap [&_td:first-child]:w-2/5 [&_td:first-child]:max-w-0 [&_td:first-child]:min-w-16 [&_td:first-child]:pl-0 [&_td:last-child]:pr-0 [&_td:nth-child(2)]:w-1/4 [&_td:nth-child(2)]:text-left [&_tbody_tr]:h-6 max-md:[&_tbody_tr]:h-8'

const HEAD = 'border-b border-line px-1 text-right font-medium whitespace-nowrap aria-[sort]:text-ink'

/** The tokens on which a feature is active, by their share of its summed activation. */
export function TokensPane(props: {
  of: FeatureRef
  /** The tokens that are first in any order. */
  tokens: readonly FeatureToken[]
  /** Number of tokens that are stored. */
  kept: number
  distinct: number
}) {
  const { of, kept, distinct } = props
  const [sort, choose] = useQueryState('tokens', VIEW.tokens)
  const [open, setOpen] = useState(false)
  const { data, error, refetch, isFetching } = useQuery({ ...featureQueries.detail(of), enabled: open })
  if (props.tokens.length === 0) return null
  const all = open && data !== undefined
  const sorted = (data?.tokens ?? props.tokens).toSorted((a, b) => b[sort] - a[sort])
  const shown = all ? sorted : sorted.slice(0, FIRST_TOKENS)
  const top = Math.max(...props.tokens.map((token) => token.share))
  const sorting = (by: string) => (sort === by ? 'descending' : undefined)
  return (
    <Pane
      titleId="p-tok"
      title="Top tokens"
      actions={
        <ToggleGroup
          aria-label="Order"
          value={sort}
          onValueChange={choose}
          options={[
            { value: 'share', name: 'share' },
            { value: 'mean', name: 'mean' },
            { value: 'max', name: 'max' },
          ]}
        />
      }
    >
      <table className={TABLE}>
        <thead>
          <tr className="h-6 text-ink-3">
            <th className="border-b border-line pr-1 text-left font-medium">token</th>
            <th className={`${HEAD} text-left`} aria-sort={sorting('share')}>
              <Term name="share">share</Term>
            </th>
            <th className={HEAD}>n</th>
            <th className={HEAD}>
              <Term name="precision">active</Term>
            </th>
            <th className={HEAD} aria-sort={sorting('mean')}>
              mean
            </th>
            <th className={`${HEAD} pr-0`} aria-sort={sorting('max')}>
              max
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((token) => (
            <TokenRow key={token.id} dictionary={of.dictionary} token={token} top={top} sort={sort} />
          ))}
        </tbody>
      </table>
      <Note className="mt-2">
        {formatCount(distinct)} {distinct === 1 ? 'token' : 'tokens'} in all. n: firings on the token. active:
        their share of its occurrences
        {shown.some(({ precision }) => precision === null) && '; “—” where the preview did not count them'}.
      </Note>
      {kept > FIRST_TOKENS && (
        <Button
          size="sm"
          className="mt-2 print:hidden"
          aria-expanded={all}
          pending={open && isFetching}
          onClick={() => setOpen(!open)}
        >
          {all
            ? `Show the first ${FIRST_TOKENS}`
            : kept < distinct
              ? `Show the ${kept} stored (of ${formatCount(distinct)})`
              : `Show all ${kept}`}
        </Button>
      )}
      {open && error && <Failed className="mt-2" what="The tokens" error={error} onRetry={refetch} />}
    </Pane>
  )
}
