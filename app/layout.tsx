import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ActivationGradient } from './_ui/activation-gradient'
import { Bar } from './_ui/bar'
import { GlossaryPopover } from './_ui/glossary/glossary-popover'
import { Keyboard } from './_ui/keyboard'
import { MarksHost } from './_ui/marks/marks-host'
import { PaletteHost } from './_ui/palette/palette-host'
import { PhoneTabs } from './_ui/phone-tabs'
import { parseTheme, THEME_COOKIE } from './_ui/theme'

export const metadata: Metadata = {
  title: { default: 'Semascope', template: '%s · Semascope' },
  description: 'A feature browser for dictionary learning on language models',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#171816' },
  ],
}

/** The frame of every page. A page renders `<main id="main">` and after it `<KeyHints>` as its footer. */
export default async function Layout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" {...(theme === 'system' ? {} : { 'data-theme': theme })} suppressHydrationWarning>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <ActivationGradient />
        <Bar theme={theme} />
        {children}
        <PhoneTabs />
        <Keyboard />
        <PaletteHost />
        <MarksHost />
        <GlossaryPopover />
      </body>
    </html>
  )
}
