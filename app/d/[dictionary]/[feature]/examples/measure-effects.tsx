'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { Button } from '@/app/_ui/kit/button'
import { messageOf } from '@/lib/errors'

/** Measures the loss effects of examples that have none, one sequence after another; the server keeps them. */
export function MeasureEffects({ of, sequences }: { of: FeatureRef; sequences: readonly number[] }) {
  const client = useQueryClient()
  const router = useRouter()
  const [done, setDone] = useState(0)
  const measure = useMutation({
    mutationFn: async () => {
      for (const [at, sequence] of sequences.entries()) {
        await client.fetchQuery(featureQueries.effects(of, sequence))
        setDone(at + 1)
      }
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: featureQueries.examples(of, 'top').queryKey })
      router.refresh()
    },
  })
  if (sequences.length === 0) return null
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button onClick={() => measure.mutate()} pending={measure.isPending}>
        {`Measure ${sequences.length === 1 ? 'the other example' : `the other ${sequences.length}`}`}
      </Button>
      <span role="status" className="text-12 text-ink-3">
        {measure.isPending && `${done} of ${sequences.length} measured`}
        {measure.isError && `${messageOf(measure.error)} (${done} of ${sequences.length} measured)`}
      </span>
    </span>
  )
}
