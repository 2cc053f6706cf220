'use client'

import { type PointerEvent, useId, useState } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { percentText, shareFromPercent } from '@/lib/view/browse-words'
import { densityAtPlace, densityBars, densityPath, placeOfDensity } from '@/lib/view/density-axis'
import { useDraft } from './use-browse'
import './css/density.css'

interface Props {
  histogram: FeatureCounts['density']
  low: number | undefined
  high: number | undefined
  onChange: (low: number | undefined, high: number | undefined) => void
}

const WIDTH = 400

/** Chooses a range of densities by two fields, or by dragging over the histogram. */
export function DensityFilter({ histogram, low, high, onChange }: Props) {
  const id = useId()
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const least = useDraft(percentText(low), (text) => onChange(shareFromPercent(text) ?? undefined, high))
  const greatest = useDraft(percentText(high), (text) => onChange(low, shareFromPercent(text) ?? undefined))

  const from = drag ? Math.min(drag.from, drag.to) : low === undefined ? 0 : placeOfDensity(low)
  const to = drag ? Math.max(drag.from, drag.to) : high === undefined ? 1 : placeOfDensity(high)
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
  }
  const finish = () => {
    if (drag && to - from > 0.01)
      onChange(from <= 0.005 ? undefined : densityAtPlace(from), to >= 0.995 ? undefined : densityAtPlace(to))
    setDrag(null)
  }
  return (
    <div className="f brush">
      <span id={id}>
        <Term name="density">Density</Term>, % of tokens
      </span>
      <div
        className="hist"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ from: placeOf(event), to: placeOf(event) })
        }}
        onPointerMove={(event) => {
          if (drag) setDrag({ ...drag, to: placeOf(event) })
        }}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <svg viewBox={`0 0 ${WIDTH} 96`} preserveAspectRatio="none" aria-hidden="true">
          <Bars counts={histogram.all} of={histogram} fill="var(--bar-soft)" />
          <Bars
            counts={histogram.counts}
            of={histogram}
            fill="var(--bar)"
            holds={(place) => place < from || place > to}
          />
          <Bars
            counts={histogram.counts}
            of={histogram}
            fill="var(--accent)"
            holds={(place) => place >= from && place <= to}
          />
        </svg>
        <div className="base" />
        {from > 0 ? <i className="edge" style={{ left: `${from * 100}%` }} /> : null}
        {to < 1 ? <i className="edge" style={{ left: `${to * 100}%` }} /> : null}
      </div>
      <fieldset className="rng" aria-labelledby={id}>
        <input
          className="field"
          aria-label="Minimum density in percent"
          inputMode="decimal"
          placeholder="0"
          autoComplete="off"
          {...least}
        />
        <span className="dim">to</span>
        <input
          className="field"
          aria-label="Maximum density in percent"
          inputMode="decimal"
          placeholder="100"
          autoComplete="off"
          {...greatest}
        />
      </fieldset>
    </div>
  )
}

/** Shows the features that all other filters leave in front of the whole dictionary, on the same scale. */
function Bars(props: {
  counts: readonly number[]
  of: FeatureCounts['density']
  fill: string
  /** Returns true for the places on the axis whose bars are shown; all by default. */
  holds?: (place: number) => boolean
}) {
  const { counts, fill, holds = () => true } = props
  const { edges, all } = props.of
  const bars = densityBars({ edges, counts }, WIDTH, Math.max(1, ...all)).filter(({ place }) => holds(place))
  if (bars.length === 0) return null
  return <path d={densityPath(bars)} style={{ fill }} />
}
