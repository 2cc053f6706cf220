'use client'

import { useEffect, useState } from 'react'

const PANES = [
  ['input', 'Input'],
  ['examples', 'Examples'],
  ['output', 'Output'],
  ['meaning', 'Meaning'],
] as const

/** Below the bar, in pixels: a pane whose top is above it is the one being read. */
const READING_LINE = 140

/** The phone's way through the columns; follows the scroll. */
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
