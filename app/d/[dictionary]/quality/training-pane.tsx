import {
  CURVE_HEIGHT,
  CURVE_WIDTH,
  curvePath,
  placeOn,
  type Scale,
  scaleOf,
  thin,
} from '@/app/_ui/charts/curve'
import { HistogramAxis } from '@/app/_ui/charts/histogram'
import { HoverValues } from '@/app/_ui/charts/hover-values'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import type { Quality } from '@/lib/contract/quality'
import type { CurvePoint, TrainingRecord } from '@/lib/contract/training-record'
import { formatCount, formatFixed, formatSignificant } from '@/lib/view/format'
import { AsTable } from './as-table'
import { share } from './figures'
import './css/charts.css'
import './css/curves.css'

/** Number of points that are drawn, and of rows of the table: enough to see and few enough to send. */
const DRAWN = 240
const ROWS = 40

interface Measure {
  readonly key: Exclude<keyof CurvePoint, 'step'>
  readonly name: string
  readonly term: TermName
  readonly format: (value: number | null) => string
  /** Ends of the axis that do not depend on the values. */
  readonly scale?: (values: readonly number[]) => Scale
}

const MEASURES: readonly Measure[] = [
  { key: 'loss', name: 'Loss', term: 'trainingLoss', format: (v) => formatSignificant(v) },
  { key: 'l0', name: 'L0', term: 'l0', format: (v) => formatFixed(v, 1) },
  {
    key: 'dead',
    name: 'Dead features',
    term: 'trainingDead',
    format: (v) => formatCount(v),
    scale: (values) => ({ kind: 'linear', low: 0, high: Math.max(1, ...values) }),
  },
  {
    key: 'explainedVariance',
    name: 'Explained variance',
    term: 'explainedVariance',
    format: (v) => formatFixed(v, 3),
    scale: () => ({ kind: 'linear', low: 0, high: 1 }),
  },
]

/** Shows how the dictionary was trained: four curves over the steps, with resampling marked. */
export function TrainingPane({ quality }: { quality: Quality }) {
  const { training } = quality
  return (
    <section className="pane wide" aria-labelledby="q-training">
      <header>
        <h2 id="q-training">Training</h2>
        <span className="dim">{training ? remark(training) : null}</span>
      </header>
      {training && training.curve.length > 1 ? (
        <Curves training={training} />
      ) : (
        <div className="empty">
          <p>
            {quality.dictionary.kind === 'neurons'
              ? 'The neuron basis belongs to the model itself and was not trained, so there are no curves.'
              : 'This dictionary has no record of its training (training.json), so there are no curves.'}
          </p>
        </div>
      )}
    </section>
  )
}

function remark({ activations, seconds, curve }: TrainingRecord): string {
  const steps = curve.at(-1)?.step
  return `${formatCount(steps)} steps, ${formatCount(activations)} activations, ${formatCount(seconds / 60)} min`
}

function Curves({ training }: { training: TrainingRecord }) {
  const { curve, resampled, metrics } = training
  const points = thin(curve, DRAWN)
  const x: Scale = { kind: 'linear', low: curve[0].step, high: curve[curve.length - 1].step }
  const moved = resampled.filter(({ features }) => features > 0)
  return (
    <>
      <div className="curves">
        {MEASURES.map((measure) => (
          <Curve key={measure.key} measure={measure} points={points} x={x} resampled={resampled} />
        ))}
      </div>
      <p className="note">
        {resampled.length === 0
          ? 'No features were resampled. '
          : `Dashed lines: dead features were resampled at step ${resampled.map(({ step }) => formatCount(step)).join(', ')}` +
            `${moved.length === 0 ? '; none was dead' : ` (${moved.map(({ features }) => formatCount(features)).join(', ')} of them)`}. `}
        At the end, on {formatCount(metrics.heldOutTokens)} held-out tokens: {share(metrics.ceRecovered)} of
        the loss recovered at L0 {formatFixed(metrics.l0, 1)}, explained variance{' '}
        {formatFixed(metrics.explainedVariance, 3)}, {share(metrics.deadFraction)} dead.
      </p>
      <AsTable
        head={['step', ...MEASURES.map(({ name }) => name.toLowerCase())]}
        rows={thin(curve, ROWS).map((point) => [
          formatCount(point.step),
          ...MEASURES.map(({ key, format }) => format(point[key])),
        ])}
      />
    </>
  )
}

/** Returns the end of an axis as the shortest readable text. */
const onAxis = (value: number) =>
  value >= 100 || Number.isInteger(value) ? formatCount(value) : formatSignificant(value)

interface CurveProps {
  measure: Measure
  points: readonly CurvePoint[]
  x: Scale
  resampled: TrainingRecord['resampled']
}

function Curve({ measure: { key, name, term, format, scale }, points, x, resampled }: CurveProps) {
  const values = points.map((point) => ({ x: point.step, y: point[key] }))
  const known = values.flatMap(({ y }) => (y === null || !Number.isFinite(y) ? [] : y))
  const y = (scale ?? scaleOf)(known)
  const final = known.at(-1) ?? null
  const label = `${name} over the steps of training, ${format(final)} at the end`
  const below = y.low === 0 && known.some((value) => value < 0)
  return (
    <figure className="curve" aria-label={label}>
      <figcaption>
        <Term name={term}>{name}</Term>
        <span className="dim">{y.kind === 'log' ? 'log scale' : below ? 'below 0 at first' : null}</span>
        <b>{format(final)}</b>
      </figcaption>
      <div className="plot">
        <svg viewBox={`0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {resampled.map(({ step }) => (
            <line
              key={step}
              x1={placeOn(x, step) * CURVE_WIDTH}
              x2={placeOn(x, step) * CURVE_WIDTH}
              y1={0}
              y2={CURVE_HEIGHT}
            />
          ))}
          <path d={curvePath(values, x, y)} />
        </svg>
        <span className="top" aria-hidden="true">
          {onAxis(y.high)}
        </span>
        <span className="bottom" aria-hidden="true">
          {onAxis(y.low)}
        </span>
        <HoverValues
          label={label}
          values={values.map((value) => ({
            at: placeOn(x, value.x),
            text: `step ${formatCount(value.x)}: ${format(value.y)}`,
          }))}
        />
      </div>
      <div className="base" />
      <HistogramAxis
        axis={[
          { at: 0, text: formatCount(x.low) },
          { at: 100, text: formatCount(x.high) },
        ]}
      />
    </figure>
  )
}
