'use client'

import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useCallback, useEffect, useTransition } from 'react'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { inView, VIEW } from '../view'

/** The feature that the last step goes to, while its page is under way. */
let aim: { readonly line: string; readonly index: number; readonly at: number } | null = null

/** A step that has not arrived after this time is forgotten. */
const LONGEST_MS = 15_000

/** Returns the address of a feature with the view of the page, and the function that goes on or back by one feature. */
export function useSteps(dictionary: string, index: number, place: FeaturePlace) {
  const router = useRouter()
  const [view] = useQueryStates(VIEW)
  const [isUnderWay, startTransition] = useTransition()
  const line = `${dictionary} ${view.list ?? view.order}`

  useEffect(() => {
    if (aim?.index === index) aim = null
  }, [index])

  const hrefOf = useCallback(
    (feature: number) => inView(paths.feature(dictionary, feature), view),
    [dictionary, view],
  )
  /** Quick steps count from where the one before goes to, so that eight presses go eight features on. */
  const step = useCallback(
    (by: 1 | -1) => {
      const all = [...place.before.toReversed(), index, ...place.after]
      const isAimed = aim?.line === line && Date.now() - aim.at < LONGEST_MS
      const from = isAimed && aim ? all.indexOf(aim.index) : all.indexOf(index)
      const next = all[(from < 0 ? all.indexOf(index) : from) + by]
      if (next === undefined) return
      aim = { line, index: next, at: Date.now() }
      startTransition(() => router.push(hrefOf(next)))
    },
    [router, hrefOf, line, index, place],
  )
  return { hrefOf, step, isUnderWay }
}
