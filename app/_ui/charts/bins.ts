/** Computes the bars of a histogram. Pure, so that tests can read the result. */

/** What the height of a bar says: log(1 + count), so that a single count is visible; the count; or count × value. */
export type BarScale = 'log' | 'linear' | 'value'

export interface Bin {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly count: number
  /** Share of all counts, 0…1. */
  readonly share: number
  /** Height of the bar, in the unit of the scale. */
  readonly height: number
}

/** Returns the bins between `edges` (one more than counts, ascending); no bins if the two do not fit. */
export function binsOf(edges: readonly number[], counts: readonly number[], scale: BarScale): Bin[] {
  const span = edges[edges.length - 1] - edges[0]
  if (counts.length === 0 || edges.length !== counts.length + 1 || !(span > 0)) return []
  const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0)
  return counts.map((given, number) => {
    const count = Math.max(0, given)
    const [from, to] = [edges[number], edges[number + 1]]
    const height =
      scale === 'log' ? Math.log1p(count) : scale === 'linear' ? count : (count * (from + to)) / 2
    return { number, from, to, count, share: total > 0 ? count / total : 0, height }
  })
}

/** Returns the greatest height, or 0 if nothing was counted. */
export const topOf = (bins: readonly Bin[]) => Math.max(0, ...bins.map(({ height }) => height))

/** Returns the middle of a bin, which decides its colour. */
export const middleOf = ({ from, to }: Pick<Bin, 'from' | 'to'>) => (from + to) / 2

export const MARKS_WIDTH = 400
export const MARKS_HEIGHT = 96
const GAP = 1.5

/** Returns an SVG path for each group of bars in a 400 × 96 box, which needs far fewer elements than one for each bar. */
export function barPaths<Group>(bins: readonly Bin[], groupOf: (bin: Bin) => Group): Map<Group, string> {
  const paths = new Map<Group, string>()
  const [low, high, top] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0, topOf(bins)]
  const place = (value: number) => ((value - low) / (high - low)) * MARKS_WIDTH
  for (const bin of bins) {
    if (!(bin.height > 0)) continue
    const width = Math.max(0.5, place(bin.to) - place(bin.from) - GAP)
    const tall = Math.max(1, (bin.height / top) * MARKS_HEIGHT)
    const outline = `M${round(place(bin.from) + GAP / 2)} ${MARKS_HEIGHT}V${round(MARKS_HEIGHT - tall)}h${round(width)}V${MARKS_HEIGHT}z`
    const group = groupOf(bin)
    paths.set(group, (paths.get(group) ?? '') + outline)
  }
  return paths
}

const round = (value: number) => Math.round(value * 10) / 10
