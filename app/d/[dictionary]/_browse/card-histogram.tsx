import { activationLevel } from '@/lib/view/levels'

const WIDTH = 288
const HEIGHT = 40
const GAP = 0.6

/** A histogram of activations from 0 to the maximum with log counts, each bar in the colour of its activation. */
export function CardHistogram({ heights }: { heights: readonly number[] }) {
  const top = Math.max(1, ...heights)
  const step = WIDTH / Math.max(1, heights.length)
  return (
    <svg
      className="my-2 block h-10 w-full border-b border-line-strong"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {heights.map((height, bin) =>
        height > 0 ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bins never move
            key={bin}
            x={(bin * step).toFixed(1)}
            y={(HEIGHT - Math.max(1, (height / top) * HEIGHT)).toFixed(1)}
            width={(step - GAP).toFixed(1)}
            height={Math.max(1, (height / top) * HEIGHT).toFixed(1)}
            className="stroke-control stroke-[0.75] [vector-effect:non-scaling-stroke]"
            style={{ fill: `var(--color-act-${activationLevel(bin + 1, heights.length)})` }}
          />
        ) : null,
      )}
    </svg>
  )
}
