'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { orpc } from '@/app/_ui/data/orpc'
import { runQueries } from '@/app/_ui/data/queries/runs'
import type { Run } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { signatureOf } from '@/lib/view/run-view'

const NONE: readonly Run[] = []

/**
 * Returns the runs and keeps them up to date while something runs. A page that shows more than runs gives them as `initial`: the
 * server renders it again when a run starts, ends or is published. `lost` says why the last answer is missing.
 */
export function useRuns(initial?: readonly Run[]): { runs: readonly Run[]; lost: string | null } {
  const router = useRouter()
  const client = useQueryClient()
  const { data, failureReason } = useQuery({
    ...runQueries.all(),
    ...(initial ? { initialData: { items: [...initial], nextCursor: null } } : {}),
  })
  const runs = data?.items ?? NONE
  const signature = signatureOf(runs)
  const known = useRef(signature)
  const showsMore = initial !== undefined
  useEffect(() => {
    if (known.current === signature) return
    known.current = signature
    void client.invalidateQueries({ queryKey: orpc.dictionaries.key() })
    if (showsMore) router.refresh()
  }, [signature, showsMore, client, router])
  return { runs, lost: failureReason ? messageOf(failureReason) : null }
}
