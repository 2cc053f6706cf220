'use client'

import { useRef, useState } from 'react'
import type { Bin } from '@/app/_ui/charts/bins'
import { Histogram } from '@/app/_ui/charts/histogram'
import { ActivationMark } from '@/app/_ui/examples/activation-mark'
import type { Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatFixed } from '@/lib/view/format'
import type { View } from '../view'
import { BinPopover } from './bin-popover'
import { useBins } from './bins'

/**
 * The activations of a feature in the colours of its tokens. A bar shows examples while the pointer or the arrows are at it, and
 * a press or Enter limits the examples of the page to it.
 */
export function ActivationBars(props: { readonly feature: Feature; readonly bars: View['bars'] }) {
  const { feature, bars } = props
  const { all, chosen, choose } = useBins()
  const [number, setLooked] = useState<number | null>(null)
  const looked = all[number ?? -1] ?? null
  const place = useRef<HTMLDivElement>(null)
  const { edges, counts } = feature.histogram
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? feature.maxActivation]
  const toggle = (bin: Bin) => {
    const isChosen = chosen?.number === bin.number
    choose(isChosen ? null : bin)
    setLooked(null)
    if (!isChosen) showExamples()
  }
  const percent = (value: number) => `${(value / (high - low)) * 100}%`
  const main = `${formatCount(feature.count)} non-zero activations, mean ${formatActivation(feature.meanActivation)}, maximum ${formatActivation(feature.maxActivation)}`
  return (
    <div ref={place}>
      <Histogram
        name={bars === 'count' ? 'Activations' : 'Activations, count × activation'}
        of={`${feature.dictionary} ${feature.index}`}
        says={`Histogram of ${main}. Arrows show a bar, Enter shows only its examples`}
        edges={edges}
        counts={counts}
        kind="activation"
        scale={bars === 'count' ? 'log' : 'value'}
        unit={['token', 'tokens']}
        format={formatActivation}
        axis={axisOf(low, high)}
        onLook={setLooked}
        onChoose={toggle}
        onPress={() => looked && toggle(looked)}
        over={
          <>
            {chosen ? (
              <i
                aria-hidden="true"
                className="pointer-events-none absolute inset-y-0 border border-accent"
                style={{ left: percent(chosen.from - low), width: percent(chosen.to - chosen.from) }}
              />
            ) : null}
            <ActivationMark low={low} high={high} />
          </>
        }
      />
      <BinPopover
        bin={looked}
        anchor={place}
        maximum={feature.maxActivation}
        onClose={() => setLooked(null)}
      />
    </div>
  )
}

const QUARTERS = [0, 25, 50, 75, 100]

function axisOf(low: number, high: number) {
  return QUARTERS.map((at) => {
    const value = low + ((high - low) * at) / 100
    return { at, text: value === 0 ? '0' : formatFixed(value, high >= 1 ? 1 : 2) }
  })
}

/** Scrolls to the examples if they are not next to the histogram. */
function showExamples(): void {
  const heading = document.getElementById('p-ex')
  const top = heading?.getBoundingClientRect().top ?? 0
  if (top < 0 || top > window.innerHeight) heading?.scrollIntoView({ block: 'start' })
}
