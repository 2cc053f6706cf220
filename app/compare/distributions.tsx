import { STATISTICS } from '@/lib/domain/statistics'
import type { Comparison, Distribution } from '@/lib/view/compare'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '@/lib/view/format'

interface Props {
  names: readonly [string, string]
  comparisons: readonly Comparison[]
}

const WIDTH = 400
const HEIGHT = 48

/** Statistics of features on common axes. Each dictionary has its own height, because sizes and shapes differ. */
export function Distributions({ names, comparisons }: Props) {
  return (
    <section className="sect" aria-labelledby="h-distributions">
      <h2 id="h-distributions">Features by statistic</h2>
      <p className="note">
        Features that fire, with one axis per statistic. The fullest bin of each dictionary has full height.
      </p>
      <ul className="dists">
        {comparisons.map((comparison) => (
          <li key={comparison.statistic}>
            <h3>
              {STATISTICS[comparison.statistic].words}
              {comparison.isLog ? <span className="dim"> log axis</span> : null}
            </h3>
            {comparison.sides.map((side, at) => (
              <Side key={names[at] + (at === 0 ? 'a' : 'b')} name={names[at]} side={side} of={comparison} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Side({ name, side, of }: { name: string; side: Distribution; of: Comparison }) {
  const format = of.statistic === 'density' ? (value: number | null) => formatPercent(value, 2) : plain
  const top = Math.max(...side.shares, 1e-9)
  const step = WIDTH / side.shares.length
  const median = format(side.median)
  return (
    <figure aria-label={`${STATISTICS[of.statistic].words} in ${name}: median ${median}`}>
      <figcaption>
        <span className="nm">{name}</span> <span className="dim">median</span> {median}{' '}
        <span className="dim">of {formatCount(side.known)}</span>
      </figcaption>
      <div className="hist">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {side.shares.map((share, bin) =>
            share > 0 ? (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: bins never move
                key={bin}
                x={(bin * step + 0.75).toFixed(1)}
                y={(HEIGHT - Math.max(1, (share / top) * (HEIGHT - 2))).toFixed(1)}
                width={(step - 1.5).toFixed(1)}
                height={Math.max(1, (share / top) * (HEIGHT - 2)).toFixed(1)}
                style={{ fill: 'var(--bar)' }}
              />
            ) : null,
          )}
        </svg>
        <div className="base" />
        <div className="axis ends" aria-hidden="true">
          <span>{format(of.low)}</span>
          <span>{format(of.high)}</span>
        </div>
      </div>
    </figure>
  )
}

const plain = (value: number | null) =>
  value === null || value === 0 ? formatFixed(value) : formatSignificant(value, 2)
