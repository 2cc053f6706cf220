import { cn } from '@/app/_ui/kit/cn'

const KINDS = {
  plain: 'bg-bar',
  act: 'bg-act-7',
  up: 'bg-up opacity-75',
  down: 'bg-down opacity-75',
}

/** An 8 px bar next to its number; `share` is 0…1 of the track. Screen readers read only the number. */
export function Meter(props: {
  readonly share: number
  readonly kind?: keyof typeof KINDS
  readonly className?: string
}) {
  const { share, kind = 'plain', className } = props
  const width = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0
  return (
    <span
      className={cn('block h-2 rounded-[1px] forced-colors:bg-[CanvasText]', KINDS[kind], className)}
      style={{ width: `${width.toFixed(1)}%` }}
      aria-hidden="true"
    />
  )
}
