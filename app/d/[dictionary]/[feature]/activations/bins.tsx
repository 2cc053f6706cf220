'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Bin, binsOf } from '@/app/_ui/charts/bins'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import type { Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount } from '@/lib/view/format'
import { VIEW } from '../view'

interface Bins {
  readonly feature: FeatureRef
  readonly all: readonly Bin[]
  /** The bin that examples are limited to. */
  readonly chosen: Bin | null
  readonly choose: (bin: Bin | null) => void
}

const Context = createContext<Bins | null>(null)

/** The bins of the histogram, for the histogram, which chooses a bin, and the examples, which follow it. */
export function BinsProvider(props: {
  of: FeatureRef
  histogram: Feature['histogram']
  children: ReactNode
}) {
  const { of, histogram } = props
  const all = useMemo(() => binsOf(histogram.edges, histogram.counts, 'log'), [histogram])
  const [number, setNumber] = useQueryState('bin', VIEW.bin)
  const chosen = all[number ?? -1] ?? null
  const bins = useMemo<Bins>(
    () => ({
      feature: of,
      all,
      chosen,
      choose: (bin) => setNumber(bin?.number ?? null),
    }),
    [all, chosen, setNumber, of],
  )
  return <Context value={bins}>{props.children}</Context>
}

export function useBins(): Bins {
  const bins = useContext(Context)
  if (!bins) throw new Error('useBins is used outside BinsProvider')
  return bins
}

/** Asks for the stored firings of a bin: activations of at least `from` and below `to`; the last bin ends at the maximum. */
export function useFirings(bin: Bin | null) {
  const { feature, all } = useBins()
  const isLast = bin?.number === all.length - 1
  const range = { from: bin?.from ?? 0, to: isLast ? undefined : bin?.to }
  return useQuery({ ...featureQueries.firings(feature, range), enabled: bin !== null && bin.count > 0 })
}

export const binRange = (bin: Bin) => `${formatActivation(bin.from)} to ${formatActivation(bin.to)}`

export const tokensOf = ({ count }: Bin) => (count === 1 ? '1 token' : `${formatCount(count)} tokens`)
