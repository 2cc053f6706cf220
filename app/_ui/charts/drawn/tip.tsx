import type { ReactNode } from 'react'
import { Tooltip } from 'recharts'
import { cn } from '@/app/_ui/kit/cn'
import { FLOAT } from '@/app/_ui/kit/float'

export interface TipWords {
  readonly value: string
  readonly more: ReactNode
}

/**
 * The tip of every chart: the value in bold, then what it is. It stands above the plot, so that it hides no bar, and is read out
 * when the arrows move.
 *
 * @param words the words for a datum of the chart
 */
export function tipOf<Datum>(words: (datum: Datum) => TipWords, cursor: object, className = '') {
  return (
    <Tooltip
      isAnimationActive={false}
      cursor={cursor}
      position={{ y: -4 }}
      allowEscapeViewBox={{ x: false, y: true }}
      filterNull={false}
      content={({ active, payload }) => {
        const datum = payload[0]?.payload as Datum | undefined
        if (!active || !datum) return null
        const { value, more } = words(datum)
        return (
          <p
            role="status"
            className={cn(
              FLOAT,
              '-translate-y-full rounded-2 px-2 py-1 text-12/4 whitespace-nowrap',
              className,
            )}
          >
            <b className="font-semibold">{value}</b> <span className="text-ink-2">{more}</span>
          </p>
        )
      }}
    />
  )
}
