'use client'

import { useQueryState } from 'nuqs'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import { messageOf } from '@/lib/errors'
import { VIEW } from '../view'

/** A bin of the activation histogram: activations of at least `from` and below `to`; the last one ends at the maximum. */
export interface Bin {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly last: boolean
  /** Number of firings in the bin, over the whole analysed text. */
  readonly count: number
}

type ExamplesInput = Parameters<typeof api.features.examples>[0]

interface Bins {
  readonly all: readonly Bin[]
  /** The bin that examples are limited to. */
  readonly chosen: Bin | null
  readonly choose: (bin: Bin | null) => void
  /** The parameters of requests for the stored firings of a bin. */
  readonly inputOf: (bin: Bin) => ExamplesInput
}

const Context = createContext<Bins | null>(null)

function binsOf({ edges, counts }: Feature['histogram']): Bin[] {
  return counts.map((count, number) => ({
    number,
    from: edges[number],
    to: edges[number + 1],
    last: number === counts.length - 1,
    count,
  }))
}

/** The bins of the histogram, for the histogram, which chooses a bin, and the examples, which follow it. */
export function BinsProvider(props: {
  dictionary: string
  index: number
  histogram: Feature['histogram']
  children: ReactNode
}) {
  const { dictionary, index, histogram } = props
  const all = useMemo(() => binsOf(histogram), [histogram])
  const [number, setNumber] = useQueryState('bin', VIEW.bin)
  const chosen = all[number ?? -1] ?? null
  const bins = useMemo<Bins>(
    () => ({
      all,
      chosen,
      choose: (bin) => setNumber(bin?.number ?? null),
      inputOf: (bin) => ({
        params: { dictionary, feature: index },
        query: { from: bin.from, to: bin.last ? undefined : bin.to },
      }),
    }),
    [all, chosen, setNumber, dictionary, index],
  )
  return <Context value={bins}>{props.children}</Context>
}

export function useBins(): Bins {
  const bins = useContext(Context)
  if (!bins) throw new Error('useBins is used outside BinsProvider')
  return bins
}

const known = new Map<string, readonly ExampleView[]>()

export type BinExamples =
  | { readonly status: 'waiting' }
  | { readonly status: 'loaded'; readonly items: readonly ExampleView[] }
  | { readonly status: 'failed'; readonly message: string }

/** Returns the stored firings of a bin, requested once. `restMs` is how long a pointer must rest before the request. */
export function useBinExamples(bin: Bin | null, restMs = 0): BinExamples & { readonly retry: () => void } {
  const { inputOf } = useBins()
  const key = bin && bin.count > 0 ? JSON.stringify(inputOf(bin)) : null
  const [settled, setSettled] = useState<{ key: string; failure: string | null } | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (!key || known.has(key)) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      api.features.examples(JSON.parse(key) as ExamplesInput, { signal: abort.signal }).then(
        ({ items }) => {
          known.set(key, items)
          setSettled({ key, failure: null })
        },
        (error) => !abort.signal.aborted && setSettled({ key, failure: messageOf(error) }),
      )
    }, restMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, restMs, attempt])
  const retry = () => {
    setSettled(null)
    setAttempt(attempt + 1)
  }
  if (!key) return { status: 'loaded', items: [], retry }
  const items = known.get(key)
  if (items) return { status: 'loaded', items, retry }
  if (settled?.key === key && settled.failure !== null)
    return { status: 'failed', message: settled.failure, retry }
  return { status: 'waiting', retry }
}
