'use client'

import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import type { Dictionary, FeatureRow } from '@/lib/contract/schemas'
import { BrowseHead } from './browse-head'
import { FeatureTable } from './feature-table'
import { Filters } from './filters'
import { Gallery } from './gallery'
import { NoMatch } from './no-match'
import { StateLine } from './state-line'
import './css/page.css'

interface Props {
  readonly dictionary: Dictionary
  readonly query: BrowseState
  readonly counts: FeatureCounts
  /** The first rows of the list. */
  readonly first: readonly FeatureRow[]
}

/** The features of a dictionary as a table or as cards, below the filters. */
export function BrowseView({ dictionary, query, counts, first }: Props) {
  const list = { dictionary: dictionary.id, query, first, matching: counts.matching }
  const key = JSON.stringify(query)
  return (
    <main id="main" className="browse">
      <div className="top">
        <BrowseHead dictionary={dictionary} query={query} counts={counts} />
        <Filters dictionary={dictionary.id} query={query} counts={counts} />
        <StateLine dictionary={dictionary.id} query={query} matching={counts.matching} />
      </div>
      {counts.matching === 0 ? (
        <NoMatch dictionary={dictionary.id} query={query} counts={counts} />
      ) : query.view === 'gallery' ? (
        <Gallery key={key} {...list} />
      ) : (
        <FeatureTable key={key} {...list} />
      )}
    </main>
  )
}
