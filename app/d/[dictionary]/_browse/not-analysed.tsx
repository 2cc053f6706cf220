import { FirstRun } from '@/app/_home/first-run'
import { KeyHints } from '@/app/_ui/key-hints'
import type { Run } from '@/lib/contract/schemas'

/** A dictionary that is imported but has no analysis yet. */
export function NotAnalysed({ dictionary, runs }: { dictionary: string; runs: readonly Run[] }) {
  return (
    <>
      <main id="main">
        <FirstRun initial={runs} dictionary={dictionary} />
      </main>
      <KeyHints
        hints={[
          ['g r', 'runs'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
