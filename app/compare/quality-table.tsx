import Link from 'next/link'
import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { cn } from '@/app/_ui/kit/cn'
import { Pane } from '@/app/_ui/kit/pane'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import {
  formatCount,
  formatFixed,
  formatPercent,
  formatSigned,
  NARROW_SPACE,
  UNKNOWN,
} from '@/lib/view/format'
import { measuredTokensSaid } from '@/lib/view/measured'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'

type Figure = (dictionary: Dictionary) => number | null | undefined

interface Row {
  readonly name: string
  readonly term?: TermName
  readonly of: Figure
  readonly shown: (value: number | null | undefined, dictionary: Dictionary) => string
  /** How a difference is written; left out, or empty, if a difference says nothing. */
  readonly difference?: (value: number, sides: readonly Dictionary[]) => string
}

const percent = (value: number | null | undefined) =>
  value === null || value === undefined ? UNKNOWN : `${formatFixed(value * 100, 1)}${NARROW_SPACE}%`
const points = (value: number) => `${formatSigned(value * 100, 1)} points`

const isLearned = ({ kind }: Dictionary) => kind !== 'neurons'
const senseOf = ({ kind, metrics }: Dictionary) => recoveredSense(kind === 'neurons', metrics?.ceRecovered)
const isRecovered = (dictionary: Dictionary) => senseOf(dictionary) === 'result'

function recoveredWords(value: number | null | undefined, dictionary: Dictionary): string {
  const sense = senseOf(dictionary)
  const text = recoveredText(sense, value)
  if (sense === 'nothing') return `${text}: the model itself is worse`
  return sense === 'result' && dictionary.shuffledWeights ? `${text} of a shuffled model` : text
}

const ROWS: readonly Row[] = [
  { name: 'Features', term: 'feature', of: (d) => d.size, shown: formatCount },
  {
    name: 'Loss recovered',
    term: 'lossRecovered',
    of: (d) => d.metrics?.ceRecovered,
    shown: (value, d) => recoveredWords(value, d),
    difference: (value, sides) => (sides.every(isRecovered) ? points(value) : ''),
  },
  {
    name: 'Explained variance',
    term: 'explainedVariance',
    of: (d) => d.metrics?.explainedVariance,
    shown: (value, d) => varianceText(d.kind === 'neurons', value),
    difference: (value, sides) => (sides.every(isLearned) ? formatSigned(value, 3) : ''),
  },
  {
    name: 'L0',
    term: 'l0',
    of: (d) => d.metrics?.l0,
    shown: (value) => formatFixed(value, 1),
    difference: (value) => formatSigned(value, 1),
  },
  {
    name: 'Dead features',
    term: 'deadFraction',
    of: (d) => d.metrics?.deadFraction,
    shown: percent,
    difference: points,
  },
  {
    name: 'Median density',
    term: 'density',
    of: (d) => d.metrics?.medianDensity,
    shown: (value) => formatPercent(value, 2),
  },
  { name: 'Tokens seen', term: 'corpus', of: (d) => d.tokens, shown: formatCount },
  {
    name: 'Measured on',
    term: 'measuredText',
    of: (d) => d.metrics?.measuredTokens,
    shown: (value, d) => (value ? measuredTokensSaid(value, d.metrics?.measuredOn ?? null) : UNKNOWN),
  },
]

const HEAD = 'h-7 border-b border-line-strong px-2 text-12 font-medium text-ink-3 first:pl-0 last:pr-0'
const CELL = 'h-row px-2 text-right last:pr-0'

/** The quality of both dictionaries, and the difference right − left. */
export function QualityTable({ sides }: { sides: readonly [Dictionary, Dictionary] }) {
  const [a, b] = sides
  return (
    <Pane titleId="h-quality" title="Quality" className="md:px-6">
      <table className="w-full max-w-4xl border-collapse max-md:wrap-anywhere">
        <thead>
          <tr>
            <th scope="col" className={cn(HEAD, 'text-left')}>
              measure
            </th>
            {sides.map((side, at) => (
              <th key={at === 0 ? 'a' : 'b'} scope="col" className={cn(HEAD, 'text-right')}>
                <Name dictionary={side} />
              </th>
            ))}
            <th scope="col" className={cn(HEAD, 'text-right')}>
              right − left
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {ROWS.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="h-row pr-2 text-left font-normal text-ink-2">
                {row.term ? <Term name={row.term}>{row.name}</Term> : row.name}
              </th>
              <td className={CELL}>{row.shown(row.of(a), a)}</td>
              <td className={CELL}>{row.shown(row.of(b), b)}</td>
              <td className={cn(CELL, 'text-ink-2')}>{differenceOf(row, a, b)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Pane>
  )
}

function Name({ dictionary }: { dictionary: Dictionary }): ReactNode {
  return (
    <>
      <Link className="text-accent" href={paths.browse(dictionary.id)} prefetch={false}>
        {dictionary.id}
      </Link>{' '}
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
    </>
  )
}

function differenceOf(row: Row, a: Dictionary, b: Dictionary): string {
  const [left, right] = [row.of(a), row.of(b)]
  const isKnown = typeof left === 'number' && typeof right === 'number'
  return isKnown && row.difference ? row.difference(right - left, [a, b]) : ''
}
