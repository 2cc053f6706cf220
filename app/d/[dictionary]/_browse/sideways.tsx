'use client'

import {
  type CSSProperties,
  type FocusEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { remOf } from './pinned'

interface Props {
  /** Width of the table in px at the usual size of text, and on a narrow page. */
  width: number
  compact: number
  isBusy: boolean
  children: ReactNode
}

/**
 * Lets a table that is wider than the page be moved sideways. The table is clipped and not a scroll container, so that its
 * head still sticks to the window; a scroll bar of its own sticks to the end of the window.
 */
export function Sideways({ width, compact, isBusy, children }: Props) {
  const style = { '--w': remOf(width), '--wc': remOf(compact) } as CSSProperties
  const frame = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another set of columns is another width
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const look = () => {
      const table = element.querySelector('table')
      setWide(table !== null && table.scrollWidth > element.clientWidth - 47)
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])

  const wheel = (event: WheelEvent) => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) bar.current?.scrollBy({ left: event.deltaX })
  }
  /** Brings a head or a cell that gets the focus from behind the edge. */
  const reveal = (event: FocusEvent) => {
    const cell = event.target.closest('th, td')
    if (!isWide || !cell || !frame.current || cell.matches(':nth-child(-n + 2)')) return
    const [box, room] = [cell.getBoundingClientRect(), frame.current.getBoundingClientRect()]
    const pinned = frame.current.querySelector('th:nth-child(2)')?.getBoundingClientRect().right ?? room.left
    if (box.right > room.right) bar.current?.scrollBy({ left: box.right - room.right + 24 })
    else if (box.left < pinned) bar.current?.scrollBy({ left: box.left - pinned })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it follows the focus and the wheel of what is in it */}
      <div
        ref={frame}
        aria-busy={isBusy}
        className={cn('overflow-x-clip bg-surface px-6 max-md:px-0', isBusy && 'opacity-60')}
        onWheel={wheel}
        onFocus={reveal}
      >
        <div className="md:[margin-inline-start:calc(-1*var(--x,0px))]">{children}</div>
      </div>
      {isWide ? (
        <div
          ref={bar}
          className="sticky bottom-foot z-6 overflow-x-auto overflow-y-hidden bg-surface px-6 max-md:hidden print:hidden"
          aria-hidden="true"
          onScroll={(event) => frame.current?.style.setProperty('--x', `${event.currentTarget.scrollLeft}px`)}
        >
          <div className="h-px w-(--wc) xl:w-(--w)" style={style} />
        </div>
      ) : null}
    </>
  )
}
