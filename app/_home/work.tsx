'use client'

import Link from 'next/link'
import { RunSummary } from '@/app/_runs/run-summary'
import { useRuns } from '@/app/_runs/use-runs'
import { Note } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { isLive } from '@/lib/view/run-view'
import { Section } from './section'

/** Number of runs that are shown of those that have ended. */
const PAST = 3

/** Shows what the workers are doing. */
export function Work({ initial }: { initial: readonly Run[] }) {
  const { runs, lost } = useRuns(initial)
  const shown = [...runs.filter(isLive), ...runs.filter((run) => !isLive(run)).slice(0, PAST)]
  return (
    <Section
      titleId="h-work"
      title="Runs"
      className="border-t border-line"
      link={
        <Link className="text-accent" href={paths.runs()} prefetch={false}>
          All runs
        </Link>
      }
    >
      {shown.length === 0 ? <p className="text-ink-2">There are no runs yet.</p> : null}
      <ul>
        {shown.map((run) => (
          <RunSummary key={run.id} run={run} />
        ))}
      </ul>
      {lost ? <Note className="text-warn">This is not up to date: {lost}</Note> : null}
    </Section>
  )
}
