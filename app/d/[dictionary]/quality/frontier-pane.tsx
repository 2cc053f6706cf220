import Link from 'next/link'
import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { cn } from '@/app/_ui/kit/cn'
import { Empty } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import type { FrontierPoint, Quality } from '@/lib/contract/quality'
import { formatCount, formatFixed, UNKNOWN } from '@/lib/view/format'
import { measuredTokensSaid } from '@/lib/view/measured'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'
import { FrontierPlot } from './frontier-plot'

/** Shows what sparsity costs: loss recovered against L0 of all dictionaries at this hook of this model. */
export function FrontierPane({ quality }: { quality: Quality }) {
  const { frontier, dictionary } = quality
  return (
    <Pane
      titleId="q-frontier"
      title={<Term name="frontier">Sparsity against loss</Term>}
      remark={remark(quality)}
      className="md:px-6"
    >
      {frontier.length === 0 ? (
        <Empty>No dictionary of this hook has been measured yet.</Empty>
      ) : (
        <div className="grid grid-cols-1 items-start gap-8 @5xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <FrontierPlot points={frontier} current={dictionary.id} />
          <PointTable points={frontier} current={dictionary.id} />
        </div>
      )}
    </Pane>
  )
}

function remark({ frontier, dictionary }: Quality): string {
  const swept = frontier.filter(({ origin }) => origin === 'sweep').length
  const own = frontier.length - swept
  const sweep = swept > 0 ? `, ${formatCount(swept)} points of sweeps` : ''
  return `${own} ${own === 1 ? 'dictionary' : 'dictionaries'} of ${dictionary.model} at ${dictionary.hook}${sweep}`
}

const HEAD =
  'border-b border-line px-2 py-1 text-12 font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0'

/** The same points as numbers: a table, and below the width of a tablet two or three lines for each point. */
function PointTable({ points, current }: { points: readonly FrontierPoint[]; current: string }) {
  return (
    <div className="md:max-h-80 md:overflow-auto print:max-h-none">
      <table className="w-full border-collapse max-md:block">
        <thead className="max-md:hidden">
          <tr>
            <th className={cn(HEAD, 'text-left')}>
              <Term name="dictionary">dictionary</Term>
            </th>
            <th className={cn(HEAD, 'text-left')}>kind</th>
            <NumberHead>
              <Term name="feature">features</Term>
            </NumberHead>
            <NumberHead>
              <Term name="l0">L0</Term>
            </NumberHead>
            <NumberHead>
              <Term name="lossRecovered">recovered</Term>
            </NumberHead>
            <NumberHead>
              <Term name="explainedVariance">variance</Term>
            </NumberHead>
            <NumberHead>
              <Term name="measuredText">measured on</Term>
            </NumberHead>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {points.map((point) => (
            <PointRow key={point.name} point={point} isCurrent={point.name === current} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NumberHead = ({ children }: { children: ReactNode }) => (
  <th className={cn(HEAD, 'text-right')}>{children}</th>
)

const CELL = 'whitespace-nowrap md:h-6 md:px-2 md:first:pl-0 md:last:pr-0'
/** A cell that is secondary on a phone. */
const SMALL = 'max-md:text-12 max-md:text-ink-3'

function PointRow({ point, isCurrent }: { point: FrontierPoint; isCurrent: boolean }) {
  return (
    <tr
      aria-current={isCurrent ? 'true' : undefined}
      className={cn(
        'max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto_minmax(4.5rem,auto)] max-md:gap-x-3 max-md:border-b max-md:border-line max-md:py-1.5',
        isCurrent &&
          'bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)] max-md:pl-2 md:[&>td:first-child]:pl-2',
      )}
    >
      <td className={cn(CELL, 'max-md:order-1')}>
        <PointName point={point} current={isCurrent} />
      </td>
      <td className={cn(CELL, SMALL, 'text-ink-2 max-md:order-4')}>
        {point.sparsity ? `${point.kind}, ${point.sparsity}` : point.kind}
      </td>
      <td className={cn(CELL, SMALL, 'text-right max-md:order-5')}>
        {formatCount(point.features)}
        <span className="md:hidden"> features</span>
      </td>
      <td className={cn(CELL, 'text-right max-md:order-2')}>
        <span className="text-ink-3 md:hidden">L0 </span>
        {formatFixed(point.l0, 1)}
      </td>
      <td className={cn(CELL, 'text-right max-md:order-3')}>
        {recoveredText(recoveredSense(point.byConstruction, point.ceRecovered), point.ceRecovered)}
      </td>
      <td className={cn(CELL, SMALL, 'text-right max-md:order-6')}>
        <span className="md:hidden">var. </span>
        {varianceText(point.byConstruction, point.explainedVariance)}
      </td>
      <td className={cn(CELL, SMALL, 'text-right max-md:order-7 max-md:col-span-full max-md:text-left')}>
        {point.measuredTokens === null ? UNKNOWN : measuredTokensSaid(point.measuredTokens, point.measuredOn)}
      </td>
    </tr>
  )
}

function PointName({ point, current }: { point: FrontierPoint; current: boolean }) {
  if (current) return <b className="font-semibold">{point.name}</b>
  if (point.origin === 'sweep') return <span className="text-ink-2">{point.name}</span>
  return (
    <Link className="text-accent" href={paths.quality(point.name)} prefetch={false}>
      {point.name}
    </Link>
  )
}
