import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { KnownAccount } from './account/account-context'
import { AccountMenu } from './account/account-menu'
import { Logo } from './logo'
import { NavLinks } from './nav-links'
import { OmniLink } from './omni-link'
import type { Theme } from './theme'
import { ThemeToggle } from './theme-toggle'

/** The top bar: places, search, theme and account. A guest gets no places, because all of them need signing in. */
export function Bar({ theme, account, isGuest }: BarProps) {
  return (
    <header className="bar">
      <Link className="brand" href={paths.home()} aria-label="Semascope, dictionaries">
        <Logo />
        <b>Semascope</b>
      </Link>
      {isGuest ? (
        <span className="grow" />
      ) : (
        <>
          <nav aria-label="Main">
            <ul>
              <NavLinks />
            </ul>
          </nav>
          <OmniLink />
        </>
      )}
      <ThemeToggle initial={theme} />
      {account ? <AccountMenu account={account} /> : null}
    </header>
  )
}

interface BarProps {
  readonly theme: Theme
  readonly account: KnownAccount | null
  readonly isGuest: boolean
}
