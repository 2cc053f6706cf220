'use client'

import { useRef } from 'react'
import type { ListSource } from '@/app/_ui/data/queries/feature-lists'
import { Failed } from '@/app/_ui/kit/notice'
import type { Dictionary } from '@/lib/contract/schemas'
import { BrowseHead } from './browse-head'
import { FeatureTable } from './feature-table'
import { FilterBar } from './filter-bar'
import { Gallery } from './gallery'
import type { Layout } from './layout'
import type { ListProps } from './list-props'
import { ListSummary } from './list-summary'
import { NoMatch } from './no-match'
import { SelectionBar } from './selection-bar'
import { StateLine } from './state-line'
import { BrowseProvider } from './use-browse'
import { useChecked } from './use-checked'
import { useShownList, useTotal } from './use-feature-list'
import { LayoutContext, useKeptLayout } from './use-layout'

interface Props {
  readonly source: ListSource
  readonly dictionary: Dictionary
  readonly layout: Layout
}

/** The features of a dictionary as a table or as cards, below the filters. */
export function BrowseView({ source, dictionary, layout }: Props) {
  const kept = useKeptLayout(layout)
  return (
    <BrowseProvider source={source}>
      <LayoutContext value={kept}>
        <List dictionary={dictionary} />
      </LayoutContext>
    </BrowseProvider>
  )
}

function List({ dictionary }: { dictionary: Dictionary }) {
  const { shown, isWaiting, first, counts, areCountsOld } = useShownList()
  const total = useTotal(shown)
  const selection = useChecked()
  const seen = useRef<ListProps['seen']['current']>(null)
  const list = { shown, total, isWaiting: isWaiting && !first.error, selection, seen }
  return (
    <main id="main" className="bg-surface [--bar:2.75rem] max-md:[--bar:3.25rem]">
      <BrowseHead dictionary={dictionary} counts={counts} />
      <FilterBar counts={counts} />
      <StateLine matching={counts?.matching} isOld={areCountsOld} />
      {first.error && !first.data ? (
        <Failed
          className="sticky top-28 z-7 mx-6 my-2 bg-surface max-md:mx-4"
          what="This list"
          error={first.error}
          onRetry={() => void first.refetch()}
        />
      ) : null}
      {total === 0 ? (
        first.data ? (
          <NoMatch counts={areCountsOld ? undefined : counts} />
        ) : null
      ) : shown.view === 'gallery' ? (
        <Gallery {...list} />
      ) : (
        <FeatureTable {...list} />
      )}
      <SelectionBar {...selection} />
      {total > 0 ? <ListSummary key={total} shown={shown} total={total} dead={counts?.dead ?? 0} /> : null}
    </main>
  )
}
