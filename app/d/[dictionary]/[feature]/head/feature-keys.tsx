'use client'

import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { inView, VIEW } from '../view'

const PANES = ['p-hist', 'p-ex', 'p-log', 'p-lab', 'p-notes', 'p-rub'] as const
const NAMES = ['activations', 'examples', 'logits', 'labels', 'notes', 'rubric'] as const

/** Registers the keys of the page of a feature. */
export function FeatureKeys(props: { place: FeaturePlace; dictionary: string }) {
  const router = useRouter()
  const { place, dictionary } = props
  const [view] = useQueryStates(VIEW)
  const keys = useMemo(() => {
    const open = (index: number | null) => () => {
      if (index !== null) router.push(inView(paths.feature(dictionary, index), view))
    }
    return [
      { keys: 'j', does: 'previous feature', run: open(place.previous) },
      { keys: 'k', does: 'next feature', run: open(place.next) },
      {
        keys: 'r',
        does: 'random feature',
        run: () => window.location.assign(paths.randomFeature(dictionary)),
      },
      { keys: 't', does: 'test a text', run: focusOn('test-text') },
      { keys: 'l', does: 'edit label', run: press('edit-label') },
      { keys: 's', does: 'star', run: press('star') },
      { keys: 'a', does: 'add to a list', run: press('add-to-list') },
      { keys: '#', does: 'tag', run: focusOn('add-tag') },
      { keys: 'c', does: 'comment', run: focusOn('add-comment') },
      ...PANES.map((id, at) => ({ keys: String(at + 1), does: NAMES[at], run: show(id) })),
    ]
  }, [router, place.previous, place.next, dictionary, view])
  useKeys(keys)
  return null
}

function focusOn(id: string) {
  return (event: KeyboardEvent) => {
    event.preventDefault()
    document.getElementById(id)?.focus()
  }
}

function press(id: string) {
  return (event: KeyboardEvent) => {
    event.preventDefault()
    document.getElementById(id)?.click()
  }
}

function show(id: string) {
  return () => {
    const heading = document.getElementById(id)
    heading?.scrollIntoView({ block: 'center' })
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }
}
