'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { usePerson } from '@/app/_ui/rubric/person'
import { paths } from '@/lib/contract/paths'
import type { Study } from '@/lib/contract/studies'
import { messageOf } from '@/lib/errors'

/** Closes a study after a second press, because a closed study cannot be opened again. */
export function CloseStudy({ study }: { study: Pick<Study, 'id' | 'scores' | 'places'> }) {
  const router = useRouter()
  const [person] = usePerson()
  const mayClose = useMay('admin')
  const [state, setState] = useState<'idle' | 'asking' | 'busy'>('idle')
  const [failure, setFailure] = useState('')

  const close = async () => {
    setState('busy')
    setFailure('')
    try {
      await api.studies.close({
        params: { study: study.id },
        body: { annotator: person.trim() || 'unnamed' },
      })
      router.push(paths.results(study.id))
    } catch (error) {
      setFailure(messageOf(error))
      setState('asking')
    }
  }

  if (!mayClose) return null
  if (state === 'idle')
    return (
      <button className="btn" type="button" onClick={() => setState('asking')}>
        Close study
      </button>
    )
  return (
    <span className="row" role="alert">
      {failure ? (
        <span className="bad">The study could not be closed: {failure}</span>
      ) : (
        'A closed study cannot be opened again, and it shows what the items are.'
      )}
      <button className="btn primary" type="button" onClick={close} aria-disabled={state === 'busy'}>
        Close it now
      </button>
      <button className="btn quiet" type="button" onClick={() => setState('idle')}>
        Keep it open
      </button>
    </span>
  )
}
