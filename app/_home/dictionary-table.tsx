import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { exceedsModel } from '@/lib/view/dictionary-answer'
import { formatCount, formatFixed, formatPercent, NARROW_SPACE } from '@/lib/view/format'
import { ShuffledMark } from '../_ui/shuffled-mark'
import { DensityBars } from './density-bars'
import './css/dictionaries.css'

const KINDS: Record<Dictionary['kind'], string> = {
  standard: 'standard',
  topk: 'top k per token',
  neurons: 'neuron basis',
}

/** Every dictionary with its quality, one per row. A dictionary without an analysis is marked "not analysed yet". */
export function DictionaryTable({ dictionaries }: { dictionaries: readonly Dictionary[] }) {
  return (
    <table className="tbl dict">
      <thead>
        <tr>
          <th>
            <Term name="dictionary">dictionary</Term>
          </th>
          <th className="num">
            <Term name="feature">features</Term>
          </th>
          <th className="c-k">kind</th>
          <th className="num">
            <Term name="lossRecovered">loss recovered</Term>
          </th>
          <th className="num">
            <Term name="explainedVariance">expl. variance</Term>
          </th>
          <th className="num">
            <Term name="l0">L0</Term>
          </th>
          <th className="num">
            <Term name="deadFraction">dead</Term>
          </th>
          <th className="num">
            median <Term name="density">density</Term>
          </th>
          <th className="c-h">
            <span className="axis">
              <span>1e−6</span>
              <span>density</span>
              <span>1</span>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {dictionaries.map((dictionary) => (
          <Row key={dictionary.id} dictionary={dictionary} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ dictionary }: { dictionary: Dictionary }) {
  const { metrics } = dictionary
  return (
    <tr>
      <td className="c-n">
        {metrics ? (
          <Link className="nm" href={paths.browse(dictionary.id)} prefetch={false}>
            {dictionary.id}
          </Link>
        ) : (
          <span className="nm">{dictionary.id}</span>
        )}
        <ShuffledMark shuffled={dictionary.shuffledWeights} />
        <span className="note">{dictionary.hook}</span>
        {metrics ? <span className="note seen">{seenBy(dictionary)}</span> : null}
      </td>
      <td className="c-s num">{formatCount(dictionary.size)}</td>
      <td className="c-k sec">{kindOf(dictionary)}</td>
      {metrics ? (
        <Figures name={dictionary.id} metrics={metrics} />
      ) : (
        <td className="c-st sec" colSpan={6}>
          Not analysed yet
        </td>
      )}
    </tr>
  )
}

/** Returns the kind of a dictionary: "standard", "top 32 per token". */
function kindOf({ kind, k }: Dictionary): string {
  return k === null ? KINDS[kind] : `top ${k} per token`
}

/** Returns how much text was analysed: "preview, 100 352 tokens seen", "1 043 200 tokens seen". */
function seenBy(dictionary: Dictionary): string {
  return `${dictionary.preview ? 'preview, ' : ''}${formatCount(dictionary.tokens)} tokens seen`
}

function Figures({ name, metrics }: { name: string; metrics: NonNullable<Dictionary['metrics']> }) {
  const recovered = metrics.ceRecovered
  return (
    <>
      <td className="c-r num">
        <Link className="v" href={paths.quality(name)} prefetch={false} title={`Quality of ${name}`}>
          {percent1(recovered)}
        </Link>
        <Recovered share={recovered} />
      </td>
      <td className="c-e num">{formatFixed(metrics.explainedVariance)}</td>
      <td className="c-l num">{formatFixed(metrics.l0, 1)}</td>
      <td className="c-d num">{percent1(metrics.deadFraction)}</td>
      <td className="c-m num">{formatPercent(metrics.medianDensity, 2)}</td>
      <td className="c-h">
        <DensityBars
          histogram={metrics.densityHistogram}
          label={`Features of ${name} by density: median ${formatPercent(metrics.medianDensity, 2)}`}
        />
      </td>
    </>
  )
}

/** Loss recovered as a bar, or a note if the model itself predicts worse than its reconstruction. */
function Recovered({ share }: { share: number | null }) {
  if (share === null) return null
  if (exceedsModel(share)) return <span className="note">the model itself is worse</span>
  return (
    <span className="q" aria-hidden="true">
      <i style={{ width: `${Math.min(100, Math.max(0, share * 100)).toFixed(0)}%` }} />
    </span>
  )
}

const percent1 = (share: number | null) =>
  share === null ? '—' : `${formatFixed(share * 100, 1)}${NARROW_SPACE}%`
