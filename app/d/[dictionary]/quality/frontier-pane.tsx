import Link from 'next/link'
import { logTicks, placeOn, type Scale } from '@/app/_ui/charts/curve'
import { Term } from '@/app/_ui/glossary/term'
import { paths } from '@/lib/contract/paths'
import type { FrontierPoint, Quality } from '@/lib/contract/quality'
import { formatCount, formatFixed, UNKNOWN } from '@/lib/view/format'
import { share } from './figures'
import './css/frontier.css'
import './css/scatter.css'
import './css/tables.css'

/** Shows what sparsity costs: loss recovered against L0 of all dictionaries at this hook of this model. */
export function FrontierPane({ quality }: { quality: Quality }) {
  const { frontier, dictionary } = quality
  return (
    <section className="pane wide" aria-labelledby="q-frontier">
      <header>
        <h2 id="q-frontier">
          <Term name="frontier">Sparsity against loss</Term>
        </h2>
        <span className="dim">{remark(quality)}</span>
      </header>
      {frontier.length === 0 ? (
        <div className="empty">
          <p>No dictionary of this hook has been measured on held-out text yet.</p>
        </div>
      ) : (
        <div className="frontier">
          <Plot points={frontier} current={dictionary.id} />
          <PointTable points={frontier} current={dictionary.id} />
        </div>
      )}
    </section>
  )
}

function remark({ frontier, dictionary }: Quality): string {
  const swept = frontier.filter(({ origin }) => origin === 'sweep').length
  const own = frontier.length - swept
  const sweep = swept > 0 ? `, ${formatCount(swept)} points of sweeps` : ''
  return `${own} ${own === 1 ? 'dictionary' : 'dictionaries'} of ${dictionary.model} at ${dictionary.hook}${sweep}`
}

function Plot({ points, current }: { points: readonly FrontierPoint[]; current: string }) {
  const x = l0Scale(points)
  const y = recoveredScale(points)
  return (
    <figure
      className="scatter"
      aria-label={`Loss recovered against L0 of ${points.length} dictionaries; the table has the numbers`}
    >
      <div className="field2">
        {points.map((point) => (
          <Dot key={point.name} point={point} x={x} y={y} current={point.name === current} />
        ))}
        {[0, 0.5, 1].map((at) => (
          <span key={at} className="ytick" style={{ bottom: `${at * 100}%` }} aria-hidden="true">
            {share(y.low + at * (y.high - y.low)).replace(/\.0/, '')}
          </span>
        ))}
        <span className="yname" aria-hidden="true">
          loss recovered
        </span>
      </div>
      <div className="xaxis" aria-hidden="true">
        {logTicks(x, 5).map((value) => (
          <span key={value} style={{ left: `${placeOn(x, value) * 100}%` }}>
            {value}
          </span>
        ))}
      </div>
      <p className="note xname">L0, log axis</p>
    </figure>
  )
}

interface DotProps {
  point: FrontierPoint
  x: Scale
  y: Scale
  current: boolean
}

function Dot({ point, x, y, current }: DotProps) {
  const left = placeOn(x, point.l0)
  const style = { left: `${left * 100}%`, bottom: `${placeOn(y, point.ceRecovered) * 100}%` }
  const title = `${point.name}: L0 ${formatFixed(point.l0, 1)}, ${share(point.ceRecovered)} recovered`
  const side = left > 0.7 ? ' l' : ''
  if (point.origin === 'sweep') return <span className="dot2 sweep" style={style} title={title} />
  const name = shortName(point.name)
  if (current)
    return (
      <span className={`dot2 now${side}`} style={style} title={title}>
        <b>{name}</b>
      </span>
    )
  return (
    <Link
      className={`dot2${side}`}
      style={style}
      title={title}
      href={paths.quality(point.name)}
      prefetch={false}
    >
      <span>{name}</span>
    </Link>
  )
}

function PointTable({ points, current }: { points: readonly FrontierPoint[]; current: string }) {
  return (
    <div className="scroll">
      <table className="tbl tight">
        <thead>
          <tr>
            <th>
              <Term name="dictionary">dictionary</Term>
            </th>
            <th>kind</th>
            <th className="num">
              <Term name="feature">features</Term>
            </th>
            <th className="num">
              <Term name="l0">L0</Term>
            </th>
            <th className="num">
              <Term name="lossRecovered">recovered</Term>
            </th>
            <th className="num">
              <Term name="explainedVariance">variance</Term>
            </th>
            <th className="num">
              <Term name="heldOut">held out</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.name} aria-current={point.name === current ? 'true' : undefined}>
              <td>
                <PointName point={point} current={point.name === current} />
              </td>
              <td className="sec">{point.sparsity ? `${point.kind}, ${point.sparsity}` : point.kind}</td>
              <td className="num">{formatCount(point.features)}</td>
              <td className="num">{formatFixed(point.l0, 1)}</td>
              <td className="num">{share(point.ceRecovered)}</td>
              <td className="num">{formatFixed(point.explainedVariance, 3)}</td>
              <td className="num">
                {point.heldOutTokens === null ? UNKNOWN : formatCount(point.heldOutTokens)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PointName({ point, current }: { point: FrontierPoint; current: boolean }) {
  if (current) return <b>{point.name}</b>
  if (point.origin === 'sweep') return <span className="sec">{point.name}</span>
  return (
    <Link className="link" href={paths.quality(point.name)} prefetch={false}>
      {point.name}
    </Link>
  )
}

const shortName = (slug: string) => slug.slice(slug.indexOf('.') + 1)

/** Returns an axis with room on both sides of the points, so that no dot touches an edge. */
function l0Scale(points: readonly FrontierPoint[]): Scale {
  const values = points.map(({ l0 }) => l0).filter((l0) => l0 > 0)
  if (values.length === 0) return { kind: 'log', low: 0.1, high: 10 }
  return { kind: 'log', low: Math.min(...values) / 1.6, high: Math.max(...values) * 1.6 }
}

/** Returns an axis from a round tenth below the lowest value to 100 %. */
function recoveredScale(points: readonly FrontierPoint[]): Scale {
  const low = Math.min(...points.map(({ ceRecovered }) => ceRecovered))
  const high = Math.max(1, ...points.map(({ ceRecovered }) => ceRecovered))
  return { kind: 'linear', low: Math.min(0.9, Math.floor(low * 10 - 0.5) / 10), high }
}
