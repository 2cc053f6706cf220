'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { studyQueries } from '@/app/_ui/data/queries/studies'
import { AlertDialog } from '@/app/_ui/kit/alert-dialog'
import { Button } from '@/app/_ui/kit/button'
import { usePerson } from '@/app/_ui/rubric/person'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { messageOf } from '@/lib/errors'
import { formatCount } from '@/lib/view/format'

/** Closes a study after a question that says how many scores are missing, because it cannot be opened again. */
export function CloseStudy({ study }: { study: Study }) {
  const router = useRouter()
  const client = useQueryClient()
  const [person] = usePerson()
  const mayClose = useMay('admin')
  const [isAsking, setAsking] = useState(false)
  // others score meanwhile, so the number is read again for the question
  const { data: now = study } = useQuery({ ...studyQueries.one(study.id), enabled: isAsking })
  const closing = useMutation({
    mutationFn: () =>
      api.studies.close({ params: { study: study.id }, body: { annotator: person.trim() || 'unnamed' } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: studyQueries.lists() })
      router.push(paths.results(study.id))
    },
  })

  if (!mayClose) return null
  return (
    <>
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        trigger={<Button pending={closing.isPending || closing.isSuccess}>Close study</Button>}
        title={`Close “${study.name}”?`}
        description={
          <>
            <b className="font-semibold text-ink">{missingSaid(now.places - now.scores, now.places)}</b> A
            closed study cannot be opened again, and everybody sees what its items are.
          </>
        }
        action="Close for good"
        onAction={() => closing.mutate()}
      />
      {closing.isError ? (
        <span role="alert" className="text-bad">
          The study could not be closed: {messageOf(closing.error)}
        </span>
      ) : null}
    </>
  )
}

function missingSaid(missing: number, places: number): string {
  if (missing <= 0) return 'No score is missing.'
  if (missing === places) return 'Nobody has scored anything yet.'
  return `${formatCount(missing)} of ${formatCount(places)} scores ${missing === 1 ? 'is' : 'are'} missing.`
}
