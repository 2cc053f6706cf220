'use client'

import type { ReactNode } from 'react'
import { AccountProvider, type KnownAccount } from './account/account-context'
import { ActivationGradient } from './activation-gradient'
import { Bar } from './bar'
import { GlossaryPopover } from './glossary/glossary-popover'
import { Keyboard } from './keyboard'
import { MarksHost } from './marks/marks-host'
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
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <ActivationGradient />
      <AccountProvider account={account}>
        <Bar theme={theme} account={account} isGuest={isGuest} />
        {children}
        {isGuest ? null : <Ways />}
      </AccountProvider>
    </>
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
      <GlossaryPopover />
    </>
  )
}
