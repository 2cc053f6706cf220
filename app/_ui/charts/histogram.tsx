import type { ReactNode } from 'react'
import { activationLevel } from '@/lib/view/levels'
import { type BarScale, barPaths, HISTOGRAM_HEIGHT, HISTOGRAM_WIDTH, histogramBars } from './histogram-bars'
import './charts.css'

type HistogramKind = 'activation' | 'logit' | 'plain'

export interface HistogramProps {
  /** Bin edges, ascending, one more than counts. */
  edges: readonly number[]
  counts: readonly number[]
  kind: HistogramKind
  scale?: BarScale
  /** A sentence with the main figures, for people who cannot see the chart. */
  label: string
  /** Axis labels with their place in percent; at most five. */
  axis?: readonly { at: number; text: string }[]
  /** Elements over the bars, such as the mark of the hovered token. */
  children?: ReactNode
}

/** A histogram that is drawn on the server. The SVG bars may stretch; the HTML text never does. */
export function Histogram(props: HistogramProps) {
  return (
    <figure className="hist" aria-label={props.label}>
      <HistogramBars {...props} />
      <div className="base" />
      {props.children}
      <HistogramAxis axis={props.axis ?? []} />
    </figure>
  )
}

export function HistogramBars({ edges, counts, kind, scale = 'log' }: HistogramProps) {
  const maximum = edges[edges.length - 1]
  return (
    <svg
      className={kind === 'logit' ? 'logit' : undefined}
      viewBox={`0 0 ${HISTOGRAM_WIDTH} ${HISTOGRAM_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {[...barPaths(histogramBars(edges, counts, scale), ({ value }) => fillOf(kind, value, maximum))].map(
        ([fill, d]) => (
          <path
            key={fill}
            d={d}
            {...(kind === 'activation' ? { className: 'b' } : {})}
            style={{ fill: `var(--${fill})` }}
          />
        ),
      )}
    </svg>
  )
}

export function HistogramAxis({ axis }: { axis: readonly { at: number; text: string }[] }) {
  return (
    <div className="axis" aria-hidden="true">
      {axis.map(({ at, text }) => (
        <span
          key={at}
          style={{ left: `${at}%` }}
          className={at <= 2 ? 'first' : at >= 98 ? 'last' : undefined}
        >
          {text}
        </span>
      ))}
    </div>
  )
}

function fillOf(kind: HistogramKind, value: number, maximum: number): string {
  if (kind === 'activation') return `act-${activationLevel(value, maximum)}`
  if (kind === 'logit') return value < 0 ? 'logit-down' : 'logit-up'
  return 'bar'
}
