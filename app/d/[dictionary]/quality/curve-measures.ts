import type { Scale } from '@/app/_ui/charts/scale'
import type { TermName } from '@/app/_ui/glossary/terms'
import type { CurvePoint } from '@/lib/contract/training-record'
import { formatCount, formatFixed, formatSignificant } from '@/lib/view/format'

/** One figure of training over the steps. */
export interface Measure {
  readonly key: Exclude<keyof CurvePoint, 'step'>
  readonly name: string
  readonly term: TermName
  readonly format: (value: number | null) => string
  /** Ends of the axis that do not depend on the values. */
  readonly scale?: (values: readonly number[]) => Scale
}

export const MEASURES: readonly Measure[] = [
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

/** Returns the end of an axis as the shortest readable text. */
export const onAxis = (value: number) =>
  value >= 100 || Number.isInteger(value) ? formatCount(value) : formatSignificant(value)
