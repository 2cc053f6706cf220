import Link from 'next/link'
import type { ReactNode } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { cn } from '@/app/_ui/kit/cn'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { formatCount, formatFixed, formatPercent, NARROW_SPACE } from '@/lib/view/format'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'
import { ShuffledMark } from '../_ui/shuffled-mark'
import { DensityBars } from './density-bars'

const KINDS: Record<Dictionary['kind'], string> = {
  standard: 'ReLU',
  topk: 'top-k',
  neurons: 'neuron basis',
}

/** On a narrow screen a row is a block: name and size, then the figures in a line, then the histogram. */
const ROW =
  'border-b border-line last:border-b-0 max-md:grid max-md:grid-cols-4 max-md:gap-x-3 max-md:gap-y-2 max-md:py-3'
const CELL = 'md:h-16 md:px-2 md:first:pl-0 md:last:pr-0 xl:px-3'
const HEAD = 'h-9 px-2 text-left text-12 font-normal text-ink-2 first:pl-0 last:pr-0 xl:px-3'

/** Every dictionary with its quality, the analysed ones first; the others are marked "not analysed yet". */
export function DictionaryTable({ dictionaries }: { dictionaries: readonly Dictionary[] }) {
  const rows = [...dictionaries].sort((a, b) => Number(a.metrics === null) - Number(b.metrics === null))
  return (
    <table className="w-full border-collapse max-md:block">
      <thead className="border-b border-line-strong max-md:hidden">
        <tr>
          <th className={HEAD}>
            <Term name="dictionary">dictionary</Term>
          </th>
          <NumberHead term="feature">features</NumberHead>
          <th className={HEAD}>kind</th>
          <NumberHead term="lossRecovered">loss recovered</NumberHead>
          <NumberHead term="explainedVariance">expl. variance</NumberHead>
          <NumberHead term="l0">L0</NumberHead>
          <NumberHead term="deadFraction">dead</NumberHead>
          <th className={cn(HEAD, 'text-right')}>
            median <Term name="density">density</Term>
          </th>
          <th className={cn(HEAD, 'w-38 xl:w-62')}>
            <span className="flex justify-between text-11 text-ink-3">
              <span>1e−6</span>
              <span>density</span>
              <span>1</span>
            </span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((dictionary) => (
          <Row key={dictionary.id} dictionary={dictionary} />
        ))}
      </tbody>
    </table>
  )
}

const NumberHead = ({ term, children }: { term: TermName; children: string }) => (
  <th className={cn(HEAD, 'text-right')}>
    <Term name={term}>{children}</Term>
  </th>
)

function Row({ dictionary }: { dictionary: Dictionary }) {
  const { metrics } = dictionary
  return (
    <tr className={ROW}>
      <td className={cn(CELL, 'max-md:col-span-2')}>
        <span className="flex flex-wrap items-center gap-x-2">
          {metrics ? (
            <Link className="font-semibold" href={paths.browse(dictionary.id)} prefetch={false}>
              {dictionary.id}
            </Link>
          ) : (
            <span className="font-semibold">{dictionary.id}</span>
          )}
          <ShuffledMark shuffled={dictionary.shuffledWeights} />
        </span>
        <span className="block text-12/4 text-ink-3">{dictionary.hook}</span>
        {metrics ? <span className="block text-12/4 text-ink-3">{seenBy(dictionary)}</span> : null}
      </td>
      <td className={cn(CELL, 'text-right max-md:col-span-2')}>
        {formatCount(dictionary.size)}
        <span className="text-12 text-ink-3 md:hidden"> features</span>
      </td>
      <td className={cn(CELL, 'text-ink-2 max-md:col-span-full max-md:-mt-2 max-md:text-12')}>
        {kindOf(dictionary)}
      </td>
      {metrics ? (
        <Figures dictionary={dictionary} metrics={metrics} />
      ) : (
        <td className={cn(CELL, 'text-ink-2 max-md:col-span-full')} colSpan={6}>
          Not analysed yet
        </td>
      )}
    </tr>
  )
}

/** Returns the kind of a dictionary: "ReLU", "top 32". */
function kindOf({ kind, k }: Dictionary): string {
  return k === null ? KINDS[kind] : `top ${k} per token`
}

/** Returns how much text was analysed: "preview, 100 352 tokens seen", "1 043 200 tokens seen". */
function seenBy(dictionary: Dictionary): string {
  return `${dictionary.preview ? 'preview, ' : ''}${formatCount(dictionary.tokens)} tokens seen`
}

function Figures(props: { dictionary: Dictionary; metrics: NonNullable<Dictionary['metrics']> }) {
  const { metrics } = props
  const { id: name, kind, shuffledWeights } = props.dictionary
  const sense = recoveredSense(kind === 'neurons', metrics.ceRecovered)
  const recovered = recoveredText(sense, metrics.ceRecovered)
  return (
    <>
      <Figure name="recovered">
        <Link
          className="text-accent underline decoration-line-strong underline-offset-3"
          href={paths.quality(name)}
          prefetch={false}
          aria-label={`Loss recovered: ${recovered}. Quality of ${name}`}
        >
          {recovered}
        </Link>
        {sense === 'result' ? <RecoveredBar share={metrics.ceRecovered} /> : null}
        {sense === 'nothing' ? <Remark>the model itself is worse</Remark> : null}
        {sense === 'result' && shuffledWeights ? <Remark>of a shuffled model</Remark> : null}
      </Figure>
      <Figure name="variance">{varianceText(kind === 'neurons', metrics.explainedVariance, 2)}</Figure>
      <Figure name="L0">{formatFixed(metrics.l0, 1)}</Figure>
      <Figure name="dead">{percent1(metrics.deadFraction)}</Figure>
      <Figure name="median">{formatPercent(metrics.medianDensity, 2)}</Figure>
      <td className={cn(CELL, 'max-md:col-span-3')}>
        <DensityBars
          histogram={metrics.densityHistogram}
          label={`Features of ${name} by density: median ${formatPercent(metrics.medianDensity, 2)}`}
        />
      </td>
    </>
  )
}

/** A figure; on a narrow screen, which has no table head, with its name above. */
const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <td className={cn(CELL, 'text-right max-md:text-left')}>
    <span className="block text-12/4 text-ink-3 md:hidden">{name}</span>
    {children}
  </td>
)

const Remark = ({ children }: { children: string }) => (
  <span className="block text-12/4 text-ink-3">{children}</span>
)

/** Loss recovered as a bar. */
function RecoveredBar({ share }: { share: number | null }) {
  if (share === null) return null
  return (
    <span className="mt-1 block h-0.75 bg-bar-soft max-md:hidden" aria-hidden="true">
      <span
        className="block h-full bg-accent forced-colors:bg-[CanvasText]"
        style={{ width: `${Math.min(100, Math.max(0, share * 100)).toFixed(0)}%` }}
      />
    </span>
  )
}

const percent1 = (share: number | null) =>
  share === null ? '—' : `${formatFixed(share * 100, 1)}${NARROW_SPACE}%`
