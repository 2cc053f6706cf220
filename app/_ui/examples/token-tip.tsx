'use client'

import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { Button } from '../kit/button'
import { AnchoredPopover, PopoverClose } from '../kit/popover'
import { onOtherTip } from '../one-tip'
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
  const isSheet = useSyncExternalStore(whenWidthChanges, isPhone, () => false)
  const anchor = useMemo(
    () => ({ current: hovered && (isSheet ? ABOVE_TABS : hovered.anchor) }),
    [hovered, isSheet],
  )

  useLayoutEffect(() => {
    const token = hovered?.anchor
    if (!token) return
    token.classList.add(...HOT)
    token.setAttribute('aria-describedby', TIP_ID)
    // the sheet of a phone must not lie over its token
    if (isPhone() && token.getBoundingClientRect().bottom > window.innerHeight * ABOVE_SHEET)
      token.scrollIntoView({ block: 'center' })
    return () => {
      token.classList.remove(...HOT)
      token.removeAttribute('aria-describedby')
    }
  }, [hovered])
  useLeavingAnchor(hovered?.anchor ?? null)
  useEffect(() => onOtherTip('token', () => setHovered(null)), [])
  useEffect(() => () => setHovered(null), [])

  return (
    <AnchoredPopover
      anchor={anchor}
      open={hovered !== null}
      onOpenChange={(open) => open || setHovered(null)}
      id={TIP_ID}
      aria-label="Token"
      side={isSheet ? 'top' : 'bottom'}
      sideOffset={isSheet ? 8 : 2}
      alignOffset={isSheet ? 0 : -24}
      className="w-90 max-md:max-h-[42dvh] max-md:w-[calc(100vw-1rem)] max-md:overflow-y-auto"
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

/** The share of a phone's window that the sheet and the tabs below it never take. */
const ABOVE_SHEET = 0.5

const PHONE = '(width < 53.75rem)'
const isPhone = () => window.matchMedia(PHONE).matches
function whenWidthChanges(listen: () => void): () => void {
  const media = window.matchMedia(PHONE)
  media.addEventListener('change', listen)
  return () => media.removeEventListener('change', listen)
}

/** The place of the sheet: the whole width above the tabs at the bottom of a phone. */
const ABOVE_TABS = {
  getBoundingClientRect: () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    return new DOMRect(8, window.innerHeight - TABS * rem, window.innerWidth - 16, 0)
  },
}
/** The height of the tabs, in rem. */
const TABS = 3.25

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
