'use client'

import { useState } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { activeGroups, type BrowseState } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { percentText, shareFromPercent } from '@/lib/view/browse-words'
import { formatFixed, formatRange } from '@/lib/view/format'
import { Choice } from './choice'
import { DensityFilter } from './density-filter'
import { PersonTagFilter } from './person-tag-filter'
import { StarFilter } from './star-filter'
import { TagFilter } from './tag-filter'
import { useBrowse, useDraft } from './use-browse'
import './css/filters.css'

interface Props {
  dictionary: string
  query: BrowseState
  counts: FeatureCounts
}

/** All filters. On a phone, a button shows all but the text field. */
export function Filters({ dictionary, query, counts }: Props) {
  const { go, pending } = useBrowse(dictionary, query)
  const [open, setOpen] = useState(false)
  const text = useDraft(query.q ?? '', (value) => go({ q: value.trim() || undefined }))
  const { options } = counts
  const folded = activeGroups(query).filter((group) => group !== 'q').length
  return (
    <search aria-busy={pending}>
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
        <Field
          name="Fires on token"
          value={query.firesOn ?? ''}
          placeholder="any"
          onCommit={(value) => go({ firesOn: value || undefined })}
        />
        <Field
          name="Raises token"
          value={query.raises ?? ''}
          placeholder="any"
          onCommit={(value) => go({ raises: value || undefined })}
        />
        <DensityFilter
          histogram={counts.density}
          low={query.minDensity}
          high={query.maxDensity}
          onChange={(minDensity, maxDensity) => go({ minDensity, maxDensity })}
        />
        <fieldset className="f">
          <legend>
            <Term name="maximum">Maximum</Term>
            {counts.maximum ? ` (${formatRange(counts.maximum.low, counts.maximum.high, 1)})` : ''}
          </legend>
          <span className="rng">
            <NumberField
              name="Lowest maximum"
              value={query.minMaximum}
              onChange={(minMaximum) => go({ minMaximum })}
            />
            <span className="dim">to</span>
            <NumberField
              name="Highest maximum"
              value={query.maxMaximum}
              onChange={(maxMaximum) => go({ maxMaximum })}
            />
          </span>
        </fieldset>
        <Choice
          legend="Same token in top 20"
          term="singleTokenShare"
          value={query.same}
          options={[
            { value: undefined, name: 'any' },
            { value: 'all', name: 'all 20', count: options.same.all },
            { value: 'mixed', name: 'mixed', count: options.same.mixed },
          ]}
          onChange={(same) => go({ same })}
        />
        <Field
          name="Same at least %"
          value={percentText(query.minSame)}
          placeholder="0"
          numeric
          onCommit={(value) => go({ minSame: shareFromPercent(value) ?? undefined })}
        />
        <Choice
          legend="Label"
          term="label"
          value={query.label}
          options={[
            { value: undefined, name: 'any' },
            { value: 'person', name: 'person', count: options.label.person },
            { value: 'rules', name: 'rule', count: options.label.rules },
            ...(options.label.llm > 0 || query.label === 'llm'
              ? [{ value: 'llm' as const, name: 'LLM', count: options.label.llm }]
              : []),
            { value: 'none', name: 'none', count: options.label.none },
          ]}
          onChange={(label) => go({ label })}
        />
        <Field
          name="Score at least"
          value={query.minScore === undefined ? '' : String(query.minScore)}
          placeholder={counts.score ? formatFixed(counts.score.low) : 'any'}
          numeric
          onCommit={(value) => go({ minScore: between(value, -1, 1) })}
        />
        <Choice
          legend="Rubric"
          term="rubric"
          value={query.annotated}
          options={[
            { value: undefined, name: 'any' },
            { value: 'yes', name: 'scored', count: options.annotated.yes },
            { value: 'no', name: 'not yet', count: options.annotated.no },
          ]}
          onChange={(annotated) => go({ annotated })}
        />
        <StarFilter query={query} counts={options.starred} onChange={go} />
        <TagFilter tags={query.tags} counts={options.tags} onChange={(tags) => go({ tags })} />
        <PersonTagFilter
          tags={query.personTags}
          counts={options.personTags}
          onChange={(personTags) => go({ personTags })}
        />
      </form>
    </search>
  )
}

interface FieldProps {
  name: string
  value: string
  placeholder: string
  numeric?: boolean
  onCommit: (value: string) => void
}

function Field({ name, value, placeholder, numeric = false, onCommit }: FieldProps) {
  const draft = useDraft(value, onCommit)
  return (
    <label className="f">
      <span>{name}</span>
      <input
        className={numeric ? 'field w' : 'field w2'}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        {...(numeric ? { inputMode: 'decimal' as const } : {})}
        {...draft}
      />
    </label>
  )
}

function NumberField(props: {
  name: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  const draft = useDraft(props.value === undefined ? '' : String(props.value), (text) =>
    props.onChange(between(text, 0, Number.MAX_VALUE)),
  )
  return (
    <input
      className="field"
      aria-label={props.name}
      placeholder="any"
      inputMode="decimal"
      autoComplete="off"
      {...draft}
    />
  )
}

/** Returns a number as typed (also "1,5") if it is in the range, else undefined. */
function between(text: string, low: number, high: number): number | undefined {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && value >= low && value <= high ? value : undefined
}
