'use client'

import { lazy, type ReactNode, useContext, useRef } from 'react'
import { createPortal } from 'react-dom'
import { cn } from '@/app/_ui/kit/cn'
import { Late } from '@/app/_ui/late'
import type { ChartFile } from './chart-file'
import { MenuPlace } from './chart-pane'
import { useSettled } from './use-settled'

const ChartMenu = lazy(() => import('./chart-menu'))

/**
 * The frame of a chart: a figure whose name is a sentence with the main figures, a line above with what is drawn, and a menu
 * with its numbers and files. Without a line above, the menu stands in the head of the pane.
 */
export function ChartFigure(
  props: ChartFile & {
    /** A sentence with the main figures, for who cannot see the chart. */
    readonly says: string
    /** What stands above the plots. */
    readonly caption?: ReactNode
    readonly className?: string
    readonly children: ReactNode
  },
) {
  const { says, caption, className, children, ...file } = props
  const figure = useRef<HTMLElement>(null)
  const place = useContext(MenuPlace)
  const isSettled = useSettled()
  const menu = isSettled ? (
    <Late>
      <ChartMenu {...file} figure={figure} />
    </Late>
  ) : null
  const isOwn = Boolean(caption) || place === undefined
  return (
    <figure ref={figure} aria-label={says} className={cn('min-w-0 print:break-inside-avoid', className)}>
      {isOwn ? (
        <figcaption className="flex min-h-6 items-center gap-2">
          <div className="min-w-0 flex-1">{caption}</div>
          <span className="block size-6 max-md:size-8 print:hidden">{menu}</span>
        </figcaption>
      ) : null}
      {place && !isOwn ? createPortal(menu, place) : null}
      {children}
    </figure>
  )
}
