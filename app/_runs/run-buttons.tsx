'use client'

import { useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import type { Run } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { isLive } from '@/lib/view/run-view'

/** The button of a run: Cancel while it is waiting or running, Retry if it failed or was cancelled. */
export function RunButtons({ run, onChange }: { run: Run; onChange: () => void }) {
  const mayAct = useMay('admin')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const action = isLive(run) ? 'cancel' : run.status === 'succeeded' ? null : 'retry'
  if (!action || !mayAct) return null
  const act = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await api.runs[action]({ params: { run: run.id } })
      onChange()
    } catch (cause) {
      setError(messageOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="acts">
      {error ? (
        <span className="bad" role="alert">
          {error}
        </span>
      ) : null}
      <button className="btn" type="button" onClick={act} aria-disabled={busy}>
        {action === 'cancel' ? 'Cancel' : 'Retry'}
      </button>
    </span>
  )
}
