import Link from 'next/link'
import { KeyHints } from './_ui/key-hints'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <main id="main" className="say">
        <h1>Nothing is here</h1>
        <p className="sec">The address names no page, dictionary or feature of this installation.</p>
        <p className="row">
          <Link className="btn primary" href="/">
            Dictionaries
          </Link>
          <Link className="btn" href="/search" prefetch={false}>
            Search
          </Link>
        </p>
      </main>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['/', 'search'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
