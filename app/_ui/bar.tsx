import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import type { KnownAccount } from './account/account-context'
import { AccountMenu } from './account/account-menu'
import { HelpButton } from './help/help-button'
import { Logo } from './logo'
import { NavLinks } from './nav-links'
import { OmniLink } from './omni-link'
import type { Theme } from './theme'
import { ThemeToggle } from './theme-toggle'

interface BarProps {
  readonly theme: Theme
  readonly account: KnownAccount | null
  readonly isGuest: boolean
}

/** The top bar: places, search, keys, theme and account. A guest gets no places, because all of them need signing in. */
export function Bar({ theme, account, isGuest }: BarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-bar items-center gap-4 border-b border-line bg-surface px-6 max-lg:gap-3 max-lg:px-4 max-md:gap-2 print:hidden">
      <Link
        className="flex flex-none items-center gap-2 font-semibold tracking-[-0.01em] hover:no-underline"
        href={paths.home()}
        aria-label="Semascope, dictionaries"
      >
        <Logo />
        <b className="font-semibold max-lg:hidden">Semascope</b>
      </Link>
      {isGuest ? null : (
        <nav aria-label="Main" className="flex-none max-md:hidden">
          <NavLinks />
        </nav>
      )}
      <div className="ml-auto flex min-w-0 items-center justify-end gap-2 max-md:flex-1">
        {isGuest ? null : <OmniLink />}
        {isGuest ? null : <HelpButton />}
        <ThemeToggle initial={theme} />
        {account ? <AccountMenu account={account} /> : null}
      </div>
    </header>
  )
}
