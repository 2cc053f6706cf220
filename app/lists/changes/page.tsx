import type { Metadata } from 'next'
import Link from 'next/link'
import { KeyHints } from '@/app/_ui/key-hints'
import { paths } from '@/lib/contract/paths'
import { ChangeList } from '../_parts/change-list'
import '../lists.css'

export const metadata: Metadata = { title: 'Your changes' }

/** The changes that a person made outside of studies, with a button to undo each that can be undone. */
export default function ChangesPage() {
  return (
    <>
      <main id="main" className="lists">
        <header className="hd">
          <Link className="sec" href={paths.lists()} prefetch={false}>
            Lists
          </Link>
          <span className="dim">/</span>
          <h1>Your changes</h1>
          <span className="sec">labels, scores, stars, tags, comments and lists, newest first</span>
        </header>
        <ChangeList />
      </main>
      <KeyHints
        hints={[
          ['j k', 'change'],
          ['x', 'undo'],
          ['↵', 'open'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
