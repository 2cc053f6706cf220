'use client'

import { Command } from 'cmdk'
import { useRef, useState } from 'react'
import { paths } from '@/lib/contract/paths'
import { FLOAT } from '../kit/float'
import { Kbd } from '../kit/kbd'
import { SuggestInput } from './suggest-input'
import { SuggestList } from './suggest-list'
import { useSuggest } from './use-suggest'

/**
 * The search field inside a page: the same as the palette, with its list below. Without scripts it leads to the page of
 * search.
 */
export function SearchField({ dictionary, placeholder }: { dictionary: string; placeholder: string }) {
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const close = () => setOpen(false)
  const suggest = useSuggest({ dictionary, onOpen: close })
  const isShown = isOpen && suggest.q !== ''
  return (
    <search className="relative block">
      <form
        action={paths.search()}
        onSubmit={(event) => event.preventDefault()}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) close()
        }}
      >
        <input type="hidden" name="dictionary" value={dictionary} />
        <Command
          shouldFilter={false}
          vimBindings={false}
          loop
          label="Token, label or feature number"
          value={suggest.selected}
          onValueChange={suggest.choose}
        >
          <div className="flex h-12 items-center gap-2 rounded-2 border border-control bg-surface px-4 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent">
            <SuggestInput
              ref={field}
              suggest={suggest}
              expanded={isShown}
              name="q"
              data-slash
              placeholder={placeholder}
              className="h-full min-w-0 flex-1 border-0 bg-transparent font-mono text-15 outline-none max-md:text-16"
              onFocus={() => setOpen(true)}
              onInput={() => setOpen(true)}
              onKey={(event) => {
                if (event.key !== 'Escape') return
                // Escape closes the list first, and leaves the field then
                event.preventDefault()
                if (isShown) close()
                else field.current?.blur()
              }}
            />
            <Kbd>↵</Kbd>
          </div>
          <div
            hidden={!isShown}
            className={`${FLOAT} absolute inset-x-0 top-full mt-1 overflow-hidden`}
            // the field keeps the focus while the pointer chooses
            onPointerDown={(event) => event.preventDefault()}
          >
            <SuggestList suggest={suggest} />
          </div>
        </Command>
      </form>
    </search>
  )
}
