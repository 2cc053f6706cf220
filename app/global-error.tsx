'use client'

import './globals.css'
import PageError from './error'

/** What is shown if even the frame of the page throws, as when nobody can be looked up because the database is away. */
export default function FrameError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body className="bg-surface text-13/5 text-ink antialiased">
        <PageError {...props} />
      </body>
    </html>
  )
}
