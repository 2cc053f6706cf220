'use client'

import { useState } from 'react'
import { activeFilters, type FeaturesQuery } from '@/lib/api/browse-query'
import { filterGroups } from '@/lib/api/browse-words'
import type { Dictionary } from '@/lib/api/schemas'
import { Choice } from './choice'
import { DensityFilter } from './density-filter'
import { useBrowse, useDraft } from './use-browse'

interface Props {
  dictionary: string
  query: FeaturesQuery
  histogram: NonNullable<Dictionary['metrics']>['densityHistogram']
}

/** One line of filters; on a phone all but the text fold away behind a button. */
export function Filters({ dictionary, query, histogram }: Props) {
  const { go } = useBrowse(dictionary, query)
  const [open, setOpen] = useState(false)
  const text = useDraft(query.q ?? '', (value) => go({ q: value.trim() || undefined }))
  const raises = useDraft(query.raises ?? '', (value) => go({ raises: value || undefined }))
  const maximum = useDraft(query.minMaximum === undefined ? '' : String(query.minMaximum), (value) =>
    go({ minMaximum: positive(value) }),
  )
  const folded = filterGroups(query).filter(([name]) => name !== 'q').length
  return (
    <search>
      <form className={open ? 'filters open' : 'filters'} onSubmit={(event) => event.preventDefault()}>
        <div className="f q">
          <label htmlFor="q">Label, token or #</label>
          <span className="qrow">
            <input
              id="q"
              className="field"
              type="search"
              placeholder="quote, ·import, #2152"
              autoComplete="off"
              spellCheck={false}
              data-slash
              {...text}
            />
            <button className="btn fbtn" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              Filters {folded > 0 ? <b>{folded}</b> : null}
            </button>
          </span>
        </div>
        <DensityFilter
          histogram={histogram}
          low={query.minDensity}
          high={query.maxDensity}
          onChange={(minDensity, maxDensity) => go({ minDensity, maxDensity })}
        />
        <label className="f">
          <span>Maximum at least</span>
          <input className="field w" placeholder="any" inputMode="decimal" autoComplete="off" {...maximum} />
        </label>
        <Choice
          legend="Same token in top 20"
          value={query.same}
          options={[
            [undefined, 'any'],
            ['all', 'all 20'],
            ['mixed', 'mixed'],
          ]}
          onChange={(same) => go({ same })}
        />
        <Choice
          legend="Label"
          value={query.label}
          options={[
            [undefined, 'any'],
            ['person', 'person'],
            ['rules', 'rule'],
            ['none', 'none'],
          ]}
          onChange={(label) => go({ label })}
        />
        <label className="f">
          <span>Raises token</span>
          <input className="field w2" placeholder="any" autoComplete="off" spellCheck={false} {...raises} />
        </label>
        <output className="sr">{activeFilters(query).length} filters in force</output>
      </form>
    </search>
  )
}

function positive(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : undefined
}
