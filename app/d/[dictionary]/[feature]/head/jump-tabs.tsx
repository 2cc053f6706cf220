'use client'

import { useEffect, useState } from 'react'

const PANES = [
  ['input', 'Input'],
  ['examples', 'Examples'],
  ['output', 'Output'],
  ['meaning', 'Meaning'],
] as const

/** A line below the bar and the tabs, in rem: the last pane whose top is above this line is the current one. */
const READING_LINE = 8.75

/** Tabs on a phone that jump to the panes; the current tab follows the scroll. */
export function JumpTabs() {
  const [current, setCurrent] = useState<string>('input')
  useEffect(() => {
    const follow = () => setCurrent(paneInSight())
    follow()
    window.addEventListener('scroll', follow, { passive: true })
    return () => window.removeEventListener('scroll', follow)
  }, [])
  return (
    <nav
      aria-label="Panes"
      className="sticky top-bar z-10 grid grid-cols-4 border-b border-line-strong bg-surface md:hidden print:hidden"
    >
      {PANES.map(([id, name]) => (
        <a
          key={id}
          href={`#${id}`}
          className="py-2 text-center text-ink-2 hover:no-underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--color-accent)] forced-colors:aria-[current]:underline"
          {...(current === id ? { 'aria-current': 'true' as const } : {})}
        >
          {name}
        </a>
      ))}
    </nav>
  )
}

/** Returns the pane at the reading line; at the end of the page the last one, which may be too short to reach the line. */
function paneInSight(): string {
  const root = document.documentElement
  if (window.scrollY > 0 && window.scrollY + window.innerHeight >= root.scrollHeight - 2) return PANES[3][0]
  const line = READING_LINE * Number.parseFloat(getComputedStyle(root).fontSize)
  const above = PANES.filter(([id]) => {
    const top = document.getElementById(id)?.getBoundingClientRect().top
    return top !== undefined && top < line
  })
  return above.at(-1)?.[0] ?? PANES[0][0]
}
