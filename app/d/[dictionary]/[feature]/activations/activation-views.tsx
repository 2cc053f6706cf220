'use client'

import { useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { HistogramBars } from '@/app/_ui/charts/histogram'
import { weightByValue } from '@/app/_ui/charts/histogram-bars'
import { Term } from '@/app/_ui/glossary/term'
import { Choice } from '../choice'
import { VIEW } from '../view'
import { useBins } from './bins'

/** The pane of the histogram, whose bars are counts or counts weighted by activation. */
export function ActivationViews(props: {
  label: string
  below: ReactNode
  caption: { count: string; value: string }
  children: ReactNode
}) {
  const [bars, choose] = useQueryState('bars', VIEW.bars)
  const { all } = useBins()
  const edges = [...all.map((bin) => bin.from), all[all.length - 1].to]
  const counts = all.map((bin) => bin.count)
  return (
    <section className="pane" aria-labelledby="p-hist">
      <header>
        <h2 id="p-hist">
          <Term name="activation">Activations</Term>
        </h2>
        <Choice
          label="Height of a bar"
          value={bars}
          choices={[
            ['count', 'count'],
            ['value', '× activation'],
          ]}
          choose={choose}
        />
      </header>
      <figure className="hist" aria-label={props.label}>
        <HistogramBars
          edges={edges}
          counts={bars === 'count' ? counts : weightByValue(edges, counts)}
          kind="activation"
          scale={bars === 'count' ? 'log' : 'linear'}
          label={props.label}
        />
        {props.below}
      </figure>
      {props.children}
      <p className="note">
        {props.caption[bars]}. Activation is f × ‖W_dec‖, as if the decoder vector had length 1. The numbers
        are <Term name="interval">intervals</Term>: 0 is the strongest. Press a bar to see only its examples.
      </p>
    </section>
  )
}
