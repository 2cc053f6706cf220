import Link from 'next/link'
import { Logo } from './logo'
import { NavLinks } from './nav-links'
import { OmniLink } from './omni-link'
import type { Theme } from './theme'
import { ThemeToggle } from './theme-toggle'

/** The top bar: places, the way to search, the theme. */
export function Bar({ theme }: { theme: Theme }) {
  return (
    <header className="bar">
      <Link className="brand" href="/" aria-label="Semascope, dictionaries">
        <Logo />
        <b>Semascope</b>
      </Link>
      <nav aria-label="Main">
        <ul>
          <NavLinks />
        </ul>
      </nav>
      <OmniLink />
      <ThemeToggle initial={theme} />
    </header>
  )
}
