import type { Metadata } from 'next'
import { KeyHints } from '@/app/_ui/key-hints'
import { ChangeList } from '../_parts/change-list'
import { ListsHead } from '../_parts/lists-head'

export const metadata: Metadata = { title: 'Your changes' }

/** The changes that a person made outside of studies, with a button to undo each that can be undone. */
export default function ChangesPage() {
  return (
    <>
      <main id="main" className="w-full pb-6">
        <ListsHead
          isBelow
          title="Your changes"
          says="labels, scores, stars, tags, comments and lists, newest first"
        />
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
