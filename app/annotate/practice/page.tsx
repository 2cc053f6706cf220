import type { Metadata } from 'next'
import { KeyHints } from '@/app/_ui/key-hints'
import { Practice } from './practice'

export const metadata: Metadata = { title: 'Practice' }

/** A short practice on invented items, before the first study. */
export default function PracticePage() {
  return (
    <>
      <main id="main">
        <Practice />
      </main>
      <KeyHints
        hints={[
          ['0', 'to'],
          ['5', 'answer'],
          ['↑ ↓', 'question'],
          ['I', 'interpretation'],
          ['↵', 'compare, next'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
