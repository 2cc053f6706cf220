'use client'

import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { Choice } from './choice'
import { useView } from './use-view'
import type { View } from './view'

/** The pane around both drawings of the histogram, which come from the server. */
export function ActivationViews(props: {
  initial: View['bars']
  label: string
  count: ReactNode
  value: ReactNode
  below: ReactNode
  caption: { count: string; value: string }
  children: ReactNode
}) {
  const [bars, choose] = useView('bars', props.initial)
  return (
    <section className="pane" aria-labelledby="p-hist">
      <header>
        <h2 id="p-hist">
          <Term name="activation">Activations</Term>
        </h2>
        <Choice
          label="Weight of a bin"
          value={bars}
          choices={[
            ['count', 'count'],
            ['value', '× activation'],
          ]}
          choose={choose}
        />
      </header>
      <figure className="hist" aria-label={props.label}>
        <div hidden={bars !== 'count'}>{props.count}</div>
        <div hidden={bars !== 'value'}>{props.value}</div>
        {props.below}
      </figure>
      {props.children}
      <p className="note">
        {props.caption[bars]}. Activation is f × ‖W_dec‖, as if the decoder vector had length 1. Numbers are{' '}
        <Term name="interval">intervals</Term>: 0 is the strongest. Press a bar to see only its examples.
      </p>
    </section>
  )
}
