'use client'

import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import type { FeaturePlace } from '@/lib/domain/feature-order'
import { useSteps } from './use-steps'

const PANES = ['p-hist', 'p-ex', 'p-log', 'p-lab', 'p-notes', 'p-rub'] as const
const NAMES = ['activations', 'examples', 'logits', 'labels', 'notes', 'rubric'] as const

/** Registers the keys of the page of a feature. */
export function FeatureKeys({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const { dictionary, index } = feature
  const { step } = useSteps(dictionary, index, place)
  const keys = useMemo(
    () => [
      { keys: 'j', does: 'next feature', run: () => step(1) },
      { keys: 'k', does: 'previous feature', run: () => step(-1) },
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
    ],
    [step, dictionary],
  )
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
  return (event: KeyboardEvent) => {
    // a digit that answered a question of the rubric
    if (event.defaultPrevented) return
    const heading = document.getElementById(id)
    heading?.scrollIntoView({ block: 'center' })
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }
}
