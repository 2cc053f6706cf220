'use client'

import { useEffect, useLayoutEffect, useMemo } from 'react'
import { Button } from '../kit/button'
import { AnchoredPopover, PopoverClose } from '../kit/popover'
import { setHovered, useHovered } from './hovered'
import { TipBody } from './tip-body'
import { closeSoon, isInTip, keepOpen, TIP_ID } from './tip-intent'

const HOT = ['relative', 'z-1', 'outline-[1.5px]', 'outline-ink']

/**
 * The one tip for all tokens of a page: under the token, or on a phone a sheet above the tabs. It can be entered by the
 * pointer, and by Enter from a token that has the focus.
 */
export function TokenTip({ maximum }: { maximum: number }) {
  const hovered = useHovered()
  const anchor = useMemo(() => ({ current: hovered?.anchor ?? null }), [hovered])

  useLayoutEffect(() => {
    const token = hovered?.anchor
    if (!token) return
    token.classList.add(...HOT)
    token.setAttribute('aria-describedby', TIP_ID)
    // the sheet of a phone must not lie over its token
    if (window.innerHeight - token.getBoundingClientRect().bottom < window.innerHeight * SHEET && isPhone())
      token.scrollIntoView({ block: 'center' })
    return () => {
      token.classList.remove(...HOT)
      token.removeAttribute('aria-describedby')
    }
  }, [hovered])
  useLeavingAnchor(hovered?.anchor ?? null)
  useEffect(() => () => setHovered(null), [])

  return (
    <AnchoredPopover
      anchor={anchor}
      open={hovered !== null}
      onOpenChange={(open) => open || setHovered(null)}
      id={TIP_ID}
      aria-label="Token"
      sideOffset={2}
      alignOffset={-24}
      className="w-90 max-md:w-auto max-md:max-h-[40dvh] max-md:overflow-y-auto"
      onPointerEnter={keepOpen}
      onPointerLeave={() => isSelected() || closeSoon()}
      onFocusOutside={(event) => event.preventDefault()}
      onPointerDownOutside={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-strip] bdi'))
          event.preventDefault()
      }}
      onEscapeKeyDown={() => isInTip(document.activeElement) && hovered?.anchor.focus()}
      onBlur={({ relatedTarget }) => isInTip(relatedTarget) || setHovered(null)}
    >
      <PopoverClose asChild>
        <Button size="icon" variant="quiet" aria-label="Close" className="absolute top-1 right-1 md:hidden">
          ×
        </Button>
      </PopoverClose>
      {/* each token gets new elements, because texts that move count as shifts of the layout */}
      {hovered && <TipBody key={hovered.place} hovered={hovered} maximum={maximum} />}
    </AnchoredPopover>
  )
}

/** The share of a phone's window that the sheet takes at most, with the tabs below it. */
const SHEET = 0.5

const isPhone = () => window.matchMedia('(width < 53.75rem)').matches
/** Returns true if a reader has marked text of the tip, probably to copy it. */
const isSelected = () => isInTip(getSelection()?.focusNode ?? null) && getSelection()?.isCollapsed === false

/** Closes the tip when its token is scrolled out of sight. */
function useLeavingAnchor(anchor: HTMLElement | null): void {
  useEffect(() => {
    if (!anchor) return
    let wasSeen = false
    const watch = new IntersectionObserver(([entry]) => {
      if (wasSeen && !entry.isIntersecting) setHovered(null)
      wasSeen ||= entry.isIntersecting
    })
    watch.observe(anchor)
    return () => watch.disconnect()
  }, [anchor])
}
