'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { askList } from '@/app/_ui/marks/ask'
import { FEWEST_COMPARED, MOST_COMPARED } from '@/lib/contract/feature-refs'
import type { ListEntry } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'

interface Props {
  readonly entries: readonly ListEntry[]
  readonly clear: () => void
}

/** What can be done with the chosen features of a list; it floats at the end of the window while there are any. */
export function ChosenBar({ entries, clear }: Props) {
  const count = entries.length
  const keys = useMemo(
    () => (count > 0 ? [{ keys: 'Escape', does: 'choose nothing', run: clear }] : []),
    [count, clear],
  )
  useKeys(keys)
  if (count === 0) return null
  const refs = entries.map(({ dictionary, feature }) => ({ dictionary, feature }))
  const canCompare = count >= FEWEST_COMPARED && count <= MOST_COMPARED
  return (
    <section
      aria-label="Chosen features"
      className="sticky bottom-3 z-9 mx-auto flex w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-2 rounded-3 border border-line-strong bg-raised p-2 pl-4 shadow-float max-md:bottom-16 print:hidden"
    >
      <p aria-live="polite" className="mr-2">
        <b className="font-semibold">{formatCount(count)}</b> chosen
      </p>
      {canCompare ? (
        <Button asChild>
          <Link href={paths.compareFeatures(refs)} prefetch={false}>
            Compare {count}
          </Link>
        </Button>
      ) : (
        <Button reason={`Choose ${FEWEST_COMPARED} to ${MOST_COMPARED} features to compare them.`}>
          Compare
        </Button>
      )}
      <Button onClick={() => askList(refs)}>Add to a list</Button>
      <Button variant="quiet" onClick={clear}>
        Clear
      </Button>
    </section>
  )
}
