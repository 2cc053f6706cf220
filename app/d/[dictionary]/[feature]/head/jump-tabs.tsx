'use client'

import { useEffect, useState } from 'react'

const PANES = [
  ['input', 'Input'],
  ['examples', 'Examples'],
  ['output', 'Output'],
  ['meaning', 'Meaning'],
] as const

/** A line below the bar, in pixels: the last pane whose top is above this line is the current one. */
const READING_LINE = 140

/** Tabs on a phone that jump to the panes; the current tab follows the scroll. */
export function JumpTabs() {
  const [current, setCurrent] = useState<string>('input')
  useEffect(() => {
    const follow = () => {
      const above = PANES.filter(
        ([id]) => (document.getElementById(id)?.getBoundingClientRect().top ?? READING_LINE) < READING_LINE,
      )
      setCurrent(above.at(-1)?.[0] ?? 'input')
    }
    follow()
    window.addEventListener('scroll', follow, { passive: true })
    return () => window.removeEventListener('scroll', follow)
  }, [])
  return (
    <nav className="jump" aria-label="Panes">
      {PANES.map(([id, name]) => (
        <a key={id} href={`#${id}`} {...(current === id ? { 'aria-current': 'true' as const } : {})}>
          {name}
        </a>
      ))}
    </nav>
  )
}
