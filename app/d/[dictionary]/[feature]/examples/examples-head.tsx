'use client'

import { Term } from '@/app/_ui/glossary/term'
import { formatActivation } from '@/lib/view/format'
import { LEVELS } from '@/lib/view/levels'
import { Choice } from '../choice'
import type { View } from '../view'

interface Props {
  /** Null for a feature without examples, which needs no legend. */
  maximum: number | null
  layout: View['layout']
  chooseLayout: (layout: View['layout']) => void
  lines: View['lines']
  chooseLines: (lines: View['lines']) => void
  loss: View['loss']
  chooseLoss: (loss: View['loss']) => void
}

/** Title and legend of the examples, and the choices of view. */
export function ExamplesHead(props: Props) {
  return (
    <header>
      <h2 id="p-ex">
        <Term name="example">Examples</Term>
      </h2>
      {props.maximum !== null && <Legend maximum={props.maximum} />}
      <span className="segs">
        <Choice
          label="Layout"
          value={props.layout}
          choices={[
            ['window', 'window'],
            ['whole', 'whole'],
          ]}
          choose={props.chooseLayout}
        />
        <Choice
          label="Line breaks"
          value={props.lines}
          choices={[
            ['shown', '⏎'],
            ['hidden', 'no ⏎'],
          ]}
          choose={props.chooseLines}
        />
        <Choice
          label="Underline"
          value={props.loss}
          choices={[
            ['on', 'Δloss'],
            ['off', 'off'],
          ]}
          choose={props.chooseLoss}
        />
      </span>
    </header>
  )
}

function Legend({ maximum }: { maximum: number }) {
  return (
    <span className="legend dim">
      <span className="sr">Legend: ground from 0 to {formatActivation(maximum)}, </span>
      <span className="ramp" aria-hidden="true">
        {Array.from({ length: LEVELS }, (_, at) => at + 1).map((level) => (
          <i key={level} style={{ background: `var(--act-${level})` }} />
        ))}
      </span>
      0 to {maximum.toFixed(1)} <span className="u-help">helps</span> <span className="u-hurt">hurts</span>
    </span>
  )
}
