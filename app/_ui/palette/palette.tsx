'use client'

import { Command } from 'cmdk'
import { Dialog } from '../kit/dialog'
import { Kbd } from '../kit/kbd'
import { SuggestInput } from '../suggest/suggest-input'
import { SuggestList } from '../suggest/suggest-list'
import { useSuggest } from '../suggest/use-suggest'

/** Finds anything by a few characters, over any page. Arrows choose, Enter opens, Escape closes. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const suggest = useSuggest({ onOpen: onClose })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Go to"
      titleHidden
      onKeyDown={(event) => {
        if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== 'k') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      className="w-[min(40rem,calc(100vw-2rem))] overflow-hidden p-0 max-md:top-2"
    >
      <Command
        shouldFilter={false}
        vimBindings={false}
        loop
        label="Feature number, label, token, dictionary or page"
        value={suggest.selected}
        onValueChange={suggest.choose}
      >
        <SuggestInput
          suggest={suggest}
          placeholder="Feature, token or label"
          expanded
          className="h-12 w-full border-b border-line bg-transparent px-4 text-15 outline-none max-md:text-16"
        />
        <SuggestList suggest={suggest} />
      </Command>
      <p className="flex gap-4 border-t border-line px-4 py-2 text-12 text-ink-3 max-md:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
        </span>
        <span>
          <Kbd>↵</Kbd> open
        </span>
        <span>
          <Kbd>esc</Kbd> close
        </span>
      </p>
    </Dialog>
  )
}
