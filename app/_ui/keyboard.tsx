'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { paths } from '@/lib/contract/paths'
import { currentBindings, isField, isPressable, isUnderLayer, type KeyBinding, useKeys } from './keys'
import { openPalette } from './palette/open-palette'
import { hrefFrom, PLACES } from './places'

const CHORD_MS = 1200
const SHOWN: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '↵', Escape: 'esc' }

/** Focuses the search field of the page (`data-slash`), else opens the search page. */
function slash(go: (href: string) => void, event: KeyboardEvent) {
  const field = document.querySelector<HTMLInputElement>('[data-slash]')
  event.preventDefault()
  if (!field) go(paths.search())
  else {
    field.focus()
    field.select()
  }
}

function openPaletteBy(event: KeyboardEvent) {
  event.preventDefault()
  openPalette()
}

/** Listens to the keys of all pages, and shows a list of them on `?`. */
export function Keyboard() {
  const router = useRouter()
  const path = usePathname()
  const dialog = useRef<HTMLDialogElement>(null)
  const [shown, setShown] = useState<readonly KeyBinding[]>([])

  const global = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 'p', does: 'go to anything (also ⌘K)', run: openPaletteBy },
      { keys: '/', does: 'search', run: (event) => slash((href) => router.push(href), event) },
      ...PLACES.map((place) => ({
        keys: `g ${place.key}`,
        does: `go to ${place.name.toLowerCase()}`,
        run: () => router.push(hrefFrom(place, path)),
      })),
      {
        keys: '?',
        does: 'all keys',
        run: () => {
          setShown(currentBindings())
          dialog.current?.showModal()
        },
      },
    ],
    [router, path],
  )
  useKeys(global)

  // with the keys themselves, not after them: what the document says is answered must be
  useLayoutEffect(() => {
    let first = ''
    let at = 0
    const listen = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key === 'k') {
        event.preventDefault()
        openPalette()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isField(event.target)) return
      if ((event.key === 'Enter' || event.key === ' ') && isPressable(event.target)) return
      if (isUnderLayer(event.target)) return
      const chord = first && event.timeStamp - at < CHORD_MS ? `${first} ${event.key}` : ''
      const all = currentBindings()
      const hit = all.find((b) => b.keys === chord) ?? all.find((b) => b.keys === event.key)
      first = hit ? '' : event.key
      at = event.timeStamp
      hit?.run(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <dialog className="help" ref={dialog} aria-labelledby="help-title">
      <header>
        <h2 id="help-title">Keys of this page</h2>
        <form method="dialog">
          <button className="btn quiet" type="submit">
            Close <kbd>esc</kbd>
          </button>
        </form>
      </header>
      <dl>
        {shown.map((binding) => (
          <div key={binding.keys}>
            <dt>{binding.does}</dt>
            <dd>
              {binding.keys.split(' ').map((key) => (
                <kbd key={key}>{SHOWN[key] ?? key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
