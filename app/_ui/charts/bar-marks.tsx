import { cn } from '@/app/_ui/kit/cn'
import { type BarKind, barFill } from './bar-fill'
import { type Bin, barPaths, MARKS_HEIGHT, MARKS_WIDTH, middleOf } from './bins'

/**
 * The bars of a histogram as plain SVG, which stretches to its place: the first paint of a chart, from the server, and the bars
 * of cards and tables, from which nobody reads a value.
 */
export function BarMarks(props: {
  readonly bins: readonly Bin[]
  readonly kind: BarKind
  readonly className?: string
}) {
  const { bins, kind, className } = props
  const maximum = bins.at(-1)?.to ?? 0
  return (
    <svg
      className={cn('block size-full', className)}
      viewBox={`0 0 ${MARKS_WIDTH} ${MARKS_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {[...barPaths(bins, (bin) => barFill(kind, middleOf(bin), maximum))].map(([fill, d]) => (
        <path key={fill} d={d} className={fill} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}
