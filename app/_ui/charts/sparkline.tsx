const WIDTH = 72
const HEIGHT = 18

/**
 * A histogram of activations at the size of a word: heights of bins from silent to the maximum, in any unit (stored
 * heights are log counts), on a baseline, in the orange gradient that the layout defines once.
 */
export function Sparkline({ heights, label }: { heights: readonly number[]; label?: string }) {
  return (
    <>
      {label && <span className="sr-only">{label}</span>}
      <svg
        className="block h-4.5 w-20 border-b border-line-strong"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={sparklinePath(heights)} fill="url(#act)" />
      </svg>
    </>
  )
}

/** Returns one bar per bin; an occupied bin is at least 1 unit tall, an empty bin leaves a gap. */
export function sparklinePath(heights: readonly number[]): string {
  const top = Math.max(0, ...heights)
  const step = WIDTH / Math.max(1, heights.length)
  return heights
    .map((height, bin) => {
      if (!(height > 0)) return ''
      const y = HEIGHT - Math.max(1, (height / top) * (HEIGHT - 1))
      return `M${round(bin * step)} ${HEIGHT}V${round(y)}h${round(step - Math.min(0.75, step / 4))}V${HEIGHT}z`
    })
    .join('')
}

const round = (value: number) => Math.round(value * 10) / 10
