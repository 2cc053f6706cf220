'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { AnchoredPopover } from '../kit/popover'
import { Sheet } from '../kit/sheet'
import { NARROW, useMedia } from '../use-media'
import type { Meaning } from './terms'
import { useDefined } from './use-defined'

const ID = 'glossary'

/**
 * The one definition that is open, for every `Term` of a page and for links and choices with `data-term`. It stands beside
 * its word and follows it; on a phone it is a sheet.
 */
export function Glossary() {
  const box = useRef<HTMLDivElement>(null)
  const { defined, close } = useDefined(box)
  const isNarrow = useMedia(NARROW)
  const anchor = useRef<HTMLElement>(null)
  anchor.current = defined?.anchor ?? anchor.current

  useLayoutEffect(() => {
    if (!defined) return
    const { anchor } = defined
    anchor.setAttribute('aria-describedby', ID)
    anchor.dataset.defined = ''
    return () => {
      anchor.removeAttribute('aria-describedby')
      delete anchor.dataset.defined
    }
  }, [defined])

  const onOpenChange = (open: boolean) => open || close()
  const words = defined ? <Definition meaning={defined.meaning} box={box} /> : null
  if (isNarrow)
    return (
      <Sheet
        open={defined !== null}
        onOpenChange={onOpenChange}
        title={defined?.meaning.term ?? 'Definition'}
      >
        {words}
      </Sheet>
    )
  return (
    <AnchoredPopover
      anchor={anchor}
      open={defined !== null}
      onOpenChange={onOpenChange}
      onPointerDownOutside={(event) => {
        // the press of a term decides by itself
        if (event.target instanceof Element && event.target.closest('[data-pins]')) event.preventDefault()
      }}
      role="tooltip"
      className="w-72"
    >
      {words}
    </AnchoredPopover>
  )
}

function Definition({ meaning, box }: { meaning: Meaning; box: RefObject<HTMLDivElement | null> }) {
  return (
    // the box reaches to the edges of the popover, where the pointer enters it
    <div id={ID} ref={box} className="-mx-3 -mt-2 -mb-3 grid gap-1 px-3 pt-2 pb-3 max-md:m-0 max-md:p-0">
      <p className="font-semibold">{meaning.term}</p>
      <p>{meaning.says}</p>
      {meaning.formula ? <p className="font-mono text-ink-3">{meaning.formula}</p> : null}
    </div>
  )
}
