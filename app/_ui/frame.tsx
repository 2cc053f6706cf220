'use client'

import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { AccountProvider, type KnownAccount } from './account/account-context'
import { ActivationGradient } from './activation-gradient'
import { Bar } from './bar'
import { ConnectionStatus } from './connection/connection-status'
import { QueryProvider } from './data/query-provider'
import { Glossary } from './glossary/glossary'
import { HelpHost } from './help/help-host'
import { Keyboard } from './keyboard'
import { ToastProvider } from './kit/toast'
import { TooltipProvider } from './kit/tooltip'
import { MarksHost } from './marks/marks-host'
import { NavigationLine } from './navigation/navigation-line'
import { PaletteHost } from './palette/palette-host'
import { PhoneTabs } from './phone-tabs'
import type { Theme } from './theme'

/**
 * The frame around every page. The whole frame is a client component, because React writes each element of a server
 * component twice on every page.
 */
export function Frame(props: {
  theme: Theme
  account: KnownAccount | null
  isGuest: boolean
  children: ReactNode
}) {
  const { theme, account, isGuest, children } = props
  return (
    <Libraries>
      <a
        className="sr-only z-50 rounded-2 bg-raised px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        href="#main"
      >
        Skip to content
      </a>
      <ActivationGradient />
      <AccountProvider account={account}>
        <Bar theme={theme} account={account} isGuest={isGuest} />
        {children}
        <NavigationLine />
        <ConnectionStatus />
        {isGuest ? null : <Ways />}
      </AccountProvider>
    </Libraries>
  )
}

/** What the libraries need around every page: the cache of answers, the address, tooltips and toasts. */
function Libraries({ children }: { children: ReactNode }) {
  return (
    <QueryProvider>
      <NuqsAdapter>
        <TooltipProvider>
          <ToastProvider>{children}</ToastProvider>
        </TooltipProvider>
      </NuqsAdapter>
    </QueryProvider>
  )
}

/** Links at the end of every page. */
function Ways() {
  return (
    <>
      <PhoneTabs />
      <Keyboard />
      <PaletteHost />
      <MarksHost />
      <Glossary />
      <HelpHost />
    </>
  )
}
