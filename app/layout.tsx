import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { config } from '@/lib/config'
import { currentPerson } from './_ui/account/current-person'
import { Frame } from './_ui/frame'
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

/** The part of a page that follows everything else. */
const END_ID = 'page-end'

/** The frame of every page. A page renders `<main id="main">`, and then `<KeyHints>` as its footer. */
export default async function Layout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  const person = await currentPerson()
  const isGuest = config().auth === 'accounts' && !person
  const account = person ? { name: person.name, role: person.role } : null
  return (
    <html lang="en" {...(theme === 'system' ? {} : { 'data-theme': theme })} suppressHydrationWarning>
      <head>
        {/* the first paint waits for the whole page, because lines that are still being parsed would move */}
        <link rel="expect" href={`#${END_ID}`} blocking="render" />
      </head>
      <body
        className="flex min-h-dvh flex-col bg-surface text-13/5 text-ink tabular-nums antialiased max-md:pb-tabs print:pb-0"
        {...(person ? { 'data-person': person.name } : {})}
      >
        <Frame theme={theme} account={account} isGuest={isGuest}>
          {children}
        </Frame>
        <span id={END_ID} hidden />
      </body>
    </html>
  )
}
