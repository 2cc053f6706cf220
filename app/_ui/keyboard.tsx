'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useLayoutEffect, useMemo } from 'react'
import { paths } from '@/lib/contract/paths'
import { openHelp } from './help/open-help'
import { isCharacter, isField, isIdleRepeat, isModal, isPressable, isUnderLayer, keyOf } from './key-of'
import { hasCharacterKeys } from './key-setting'
import { currentBindings, type KeyBinding, useKeys } from './keys'
import { openPalette } from './palette/open-palette'
import { hrefFrom, PLACES } from './places'

const CHORD_MS = 1200

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

/** Listens to the keys of all pages. */
export function Keyboard() {
  const router = useRouter()
  const path = usePathname()
  const everywhere = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 'p', does: 'go to anything', run: openPaletteBy, isEverywhere: true },
      {
        keys: '/',
        does: 'search',
        run: (event) => slash((href) => router.push(href), event),
        isEverywhere: true,
      },
      ...PLACES.map((place) => ({
        keys: `g ${place.key}`,
        does: `go to ${place.name.toLowerCase()}`,
        run: () => router.push(hrefFrom(place, path)),
        isEverywhere: true as const,
      })),
      { keys: '?', does: 'all keys', run: openHelp, isEverywhere: true },
    ],
    [router, path],
  )
  useKeys(everywhere)

  // with the keys themselves, not after them: what the document says is answered must be
  useLayoutEffect(() => {
    let first = ''
    let at = 0
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { target, metaKey, ctrlKey, altKey, timeStamp } = event
      const key = keyOf(event)
      if ((metaKey || ctrlKey) && !altKey && key.toLowerCase() === 'k') {
        event.preventDefault()
        if (!isModal()) openPalette()
        return
      }
      if (metaKey || ctrlKey || altKey || isField(target) || isUnderLayer(target)) return
      if ((key === 'Enter' || key === ' ') && isPressable(target)) return
      if (isIdleRepeat(event) || (isCharacter(key) && !hasCharacterKeys())) return
      const chord = first && timeStamp - at < CHORD_MS ? `${first} ${key}` : ''
      const all = currentBindings()
      const hit = all.find(({ keys }) => keys === chord) ?? all.find(({ keys }) => keys === key)
      first = hit ? '' : key
      at = timeStamp
      hit?.run(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return null
}
