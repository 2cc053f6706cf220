'use client'

import { useEffect, useState } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { cn } from '@/app/_ui/kit/cn'
import { Slider } from '@/app/_ui/kit/slider'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { percentText } from '@/lib/view/browse-words'
import { densityAtPlace, densityBars, densityPath, placeOfDensity } from '@/lib/view/density-axis'
import { formatPercent } from '@/lib/view/format'
import { FilterField } from './filter-field'
import { parsePercent, within } from './parse-field'

interface Props {
  histogram: FeatureCounts['density'] | undefined
  low: number | undefined
  high: number | undefined
  onChange: (low: number | undefined, high: number | undefined) => void
  /** One line without a legend, for the bar above the list. */
  isCompact?: boolean
}

const WIDTH = 400
/** Steps of the axis, of six powers of ten. */
const STEPS = 120

/** Chooses a range of densities by the two ends of the histogram, or by two fields. */
export function DensityFilter({ histogram, low, high, onChange, isCompact = false }: Props) {
  const ends = [
    low === undefined ? 0 : Math.round(placeOfDensity(low) * STEPS),
    high === undefined ? STEPS : Math.round(placeOfDensity(high) * STEPS),
  ]
  const [moving, setMoving] = useState<number[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address has what the thumbs were moved to
  useEffect(() => setMoving(null), [low, high])
  const [from, to] = moving ?? ends
  const commit = ([first, last]: number[]) =>
    onChange(
      first === ends[0] ? low : first <= 0 ? undefined : densityAtPlace(first / STEPS),
      last === ends[1] ? high : last >= STEPS ? undefined : densityAtPlace(last / STEPS),
    )
  const legend = (
    <>
      <Term name="density">{isCompact ? 'Density' : 'Density'}</Term>
      {isCompact ? ' %' : ', % of tokens'}
    </>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> cannot be a flex box in every browser
    <div
      role="group"
      aria-label="Density"
      className={cn(
        'gap-x-2',
        isCompact ? 'flex items-center' : 'grid grid-cols-[1fr_auto] items-end gap-x-3',
      )}
    >
      <div className={cn('text-12/4 text-ink-3', isCompact ? 'whitespace-nowrap' : 'col-span-full mb-1')}>
        {legend}
      </div>
      <div className={cn('relative', isCompact ? 'h-8 w-36' : 'h-10 min-w-0')}>
        <svg
          className="absolute inset-x-2 top-0 bottom-2.5 h-[calc(100%-0.625rem)] w-[calc(100%-1rem)]"
          viewBox={`0 0 ${WIDTH} 96`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {histogram ? <Bars histogram={histogram} from={from / STEPS} to={to / STEPS} /> : null}
        </svg>
        <Slider
          className="absolute inset-x-0 bottom-0"
          value={[from, to]}
          min={0}
          max={STEPS}
          step={1}
          names={['Least density', 'Greatest density']}
          words={(place) => formatPercent(densityAtPlace(place / STEPS))}
          onValueChange={setMoving}
          onValueCommit={commit}
        />
      </div>
      <div className="flex items-center gap-1">
        <FilterField
          label="Minimum density in percent"
          labelled="hidden"
          inputMode="decimal"
          placeholder="0"
          className="w-14"
          inputClass="text-right"
          text={percentText(low)}
          parse={within(parsePercent, { atMost: high })}
          onCommit={(value) => onChange(value, high)}
        />
        <span className="text-ink-3">to</span>
        <FilterField
          label="Maximum density in percent"
          labelled="hidden"
          inputMode="decimal"
          placeholder="100"
          className="w-14"
          inputClass="text-right"
          text={percentText(high)}
          parse={within(parsePercent, { atLeast: low })}
          onCommit={(value) => onChange(low, value)}
        />
      </div>
    </div>
  )
}

/** Shows the features that all other filters leave in front of the whole dictionary, on the same scale. */
function Bars({ histogram, from, to }: { histogram: FeatureCounts['density']; from: number; to: number }) {
  const { edges, all, counts } = histogram
  const top = Math.max(1, ...all)
  const bars = densityBars({ edges, counts }, WIDTH, top)
  const isIn = ({ place }: { place: number }) => place >= from && place <= to
  return (
    <>
      <path d={densityPath(densityBars({ edges, counts: all }, WIDTH, top))} className="fill-bar-soft" />
      <path d={densityPath(bars.filter((bar) => !isIn(bar)))} className="fill-bar" />
      <path d={densityPath(bars.filter(isIn))} className="fill-accent forced-colors:fill-[Highlight]" />
    </>
  )
}
