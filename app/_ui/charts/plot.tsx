'use client'

import { type ReactNode, useRef } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { Late } from '@/app/_ui/late'
import { useChartKeys } from './use-chart-keys'
import { type Size, useSettledSize } from './use-settled'

export interface Tick {
  /** Place on the axis in percent. */
  readonly at: number
  readonly text: string
}

/**
 * The place of a drawing, which is kept from the first paint on. The drawing is loaded after the page has become quiet; until
 * then `first` stands there, which the server can draw. Text of axes is HTML, so that it never stretches.
 *
 * @param props.onPress runs on Enter and Space, in place of the library's own meaning
 * @param props.over what stands over the drawing, such as the mark of a hovered token
 */
export function Plot(props: {
  readonly height: string
  /** The drawing, which begins at the size of its place. */
  readonly children: (size: Size) => ReactNode
  /** Number of values that the arrows step through. */
  readonly steps: number
  readonly first?: ReactNode
  readonly over?: ReactNode
  readonly xAxis?: readonly Tick[]
  readonly yAxis?: readonly Tick[]
  readonly onPress?: () => void
  /** False where zero is not at the bottom; there the drawing has its own line. */
  readonly hasBase?: boolean
  readonly className?: string
}) {
  const {
    height,
    children,
    steps,
    first = null,
    over,
    xAxis = [],
    yAxis = [],
    onPress,
    className,
    hasBase = true,
  } = props
  const place = useRef<HTMLDivElement>(null)
  const size = useSettledSize(place)
  useChartKeys(place, steps, onPress)
  return (
    <div className={cn(yAxis.length > 0 && 'ml-12', className)}>
      <div
        ref={place}
        className={cn(
          'relative [&_.recharts-surface]:overflow-visible print:[&_.recharts-responsive-container>div]:w-full! print:[&_.recharts-wrapper]:w-full!',
          hasBase && 'border-b border-line-strong',
          height,
        )}
      >
        {size ? <Late fallback={first}>{children(size)}</Late> : first}
        {over}
        {yAxis.map(({ at, text }) => (
          <span
            key={at}
            aria-hidden="true"
            style={{ bottom: `${at}%` }}
            className={cn(
              'absolute right-[calc(100%+0.375rem)] text-11/3 whitespace-nowrap text-ink-3',
              at > 98 ? 'translate-y-full' : at < 2 ? '' : 'translate-y-1/2',
            )}
          >
            {text}
          </span>
        ))}
      </div>
      {xAxis.length > 0 ? (
        <div className="relative h-4 text-11/4 text-ink-3" aria-hidden="true">
          {xAxis.map(({ at, text }) => (
            <span
              key={at}
              style={{ left: `${at}%` }}
              className={cn(
                'absolute whitespace-nowrap',
                at <= 2 ? '' : at >= 98 ? '-translate-x-full' : '-translate-x-1/2',
              )}
            >
              {text}
            </span>
          ))}
        </div>
      ) : null}
    </div>
  )
}
