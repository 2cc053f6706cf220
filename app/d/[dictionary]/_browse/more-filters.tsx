'use client'

import { useId } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { percentText } from '@/lib/view/browse-words'
import { formatFixed, formatRange } from '@/lib/view/format'
import { Choice, Group } from './choice'
import { DensityFilter } from './density-filter'
import { FilterField } from './filter-field'
import { parseNumber, parsePercent, parseToken, within } from './parse-field'
import { StarFilter } from './star-filter'
import { PersonTagFilter, TagFilter } from './tag-filters'
import { useBrowse } from './use-browse'

const parseMaximum = parseNumber(0)
const parseScore = parseNumber(-1, 1)
const numberText = (value: number | undefined) => (value === undefined ? '' : String(value))

/** Every filter that may not stand in the line. Each has a place of its own, so that counts which change move nothing. */
export function MoreFilters({ counts }: { counts: FeatureCounts | undefined }) {
  const { query, go } = useBrowse()
  const options = counts?.options
  const id = useId()
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-3 max-sm:grid-cols-1">
      <FilterField
        label="Fires on token"
        placeholder="·import"
        className="lg:hidden"
        text={query.firesOn ?? ''}
        parse={parseToken}
        onCommit={(firesOn) => go({ firesOn }, 'firesOn')}
      />
      <FilterField
        label="Raises token"
        placeholder="·import"
        text={query.raises ?? ''}
        parse={parseToken}
        onCommit={(raises) => go({ raises }, 'raises')}
      />
      <div className="max-lg:col-span-full xl:hidden">
        <DensityFilter
          histogram={counts?.density}
          low={query.minDensity}
          high={query.maxDensity}
          onChange={(minDensity, maxDensity) => go({ minDensity, maxDensity })}
        />
      </div>
      <Group
        id={id}
        legend={
          <>
            <Term name="maximum">Maximum</Term>
            {counts?.maximum ? `, here ${formatRange(counts.maximum.low, counts.maximum.high, 1)}` : ''}
          </>
        }
      >
        <div className="flex items-center gap-2">
          <FilterField
            label="Lowest maximum"
            labelled="hidden"
            inputMode="decimal"
            placeholder="any"
            text={numberText(query.minMaximum)}
            parse={within(parseMaximum, { atMost: query.maxMaximum })}
            onCommit={(minMaximum) => go({ minMaximum }, 'minMaximum')}
          />
          <span className="text-ink-3">to</span>
          <FilterField
            label="Highest maximum"
            labelled="hidden"
            inputMode="decimal"
            placeholder="any"
            text={numberText(query.maxMaximum)}
            parse={within(parseMaximum, { atLeast: query.minMaximum })}
            onCommit={(maxMaximum) => go({ maxMaximum }, 'maxMaximum')}
          />
        </div>
      </Group>
      <Choice
        legend="Same token in top 20"
        term="singleTokenShare"
        value={query.same}
        options={[
          { value: 'all', name: 'all 20', ...counted(options?.same.all) },
          { value: 'mixed', name: 'mixed', ...counted(options?.same.mixed) },
        ]}
        onChange={(same) => go({ same })}
      />
      <FilterField
        label="Same token, at least %"
        inputMode="decimal"
        placeholder="0"
        text={percentText(query.minSame)}
        parse={parsePercent}
        onCommit={(minSame) => go({ minSame }, 'minSame')}
      />
      <Choice
        legend="Label"
        term="label"
        value={query.label === 'any' ? undefined : query.label}
        options={[
          { value: 'person', name: 'person', ...counted(options?.label.person) },
          { value: 'rules', name: 'rule', ...counted(options?.label.rules) },
          ...((options?.label.llm ?? 0) > 0 || query.label === 'llm'
            ? [{ value: 'llm' as const, name: 'LLM', ...counted(options?.label.llm) }]
            : []),
          { value: 'none', name: 'none', ...counted(options?.label.none) },
        ]}
        onChange={(label) => go({ label })}
      />
      <FilterField
        label="Label score at least"
        inputMode="decimal"
        placeholder={counts?.score ? formatFixed(counts.score.low) : 'any'}
        text={numberText(query.minScore)}
        parse={parseScore}
        onCommit={(minScore) => go({ minScore }, 'minScore')}
      />
      <Choice
        legend="Rubric"
        term="rubric"
        value={query.annotated}
        options={[
          { value: 'yes', name: 'scored', ...counted(options?.annotated.yes) },
          { value: 'no', name: 'not yet', ...counted(options?.annotated.no) },
        ]}
        onChange={(annotated) => go({ annotated })}
      />
      <StarFilter query={query} counts={options?.starred} onChange={go} />
      <Choice
        legend="Fires"
        value={query.active}
        options={[
          { value: 'active', name: 'fires', ...counted(options?.active.active) },
          { value: 'dead', name: 'never', ...counted(options?.active.dead) },
        ]}
        onChange={(active) => go({ active })}
      />
      <TagFilter tags={query.tags} counts={options?.tags} onChange={(tags) => go({ tags })} />
      <PersonTagFilter
        tags={query.personTags}
        counts={options?.personTags}
        onChange={(personTags) => go({ personTags })}
      />
    </div>
  )
}

const counted = (count: number | undefined) => (count === undefined ? {} : { count })
