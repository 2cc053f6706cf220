'use client'

import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { DictionarySwitch } from '@/app/_ui/dictionary-switch'
import { Term } from '@/app/_ui/glossary/term'
import { Chip } from '@/app/_ui/kit/chip'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { nameParts } from '@/lib/view/dictionary-answer'
import { inView, VIEW } from '../view'
import { listHref } from './places'

/** Where the feature is: model, dictionary and number. The dictionary leads back to the list with its filters. */
export function Breadcrumb({ feature }: { feature: Feature }) {
  const [view] = useQueryStates(VIEW)
  const { model, name } = nameParts(feature.dictionary, feature)
  /** The feature of the same number, or the list of a dictionary that has fewer. */
  const sameNumber = (dictionary: string, size: number) =>
    feature.index < size
      ? inView(paths.feature(dictionary, feature.index), { ...view, list: null })
      : paths.browse(dictionary)
  return (
    <>
      <nav aria-label="Breadcrumb" className="flex flex-wrap items-center gap-2">
        <Link href={paths.home()} className="text-ink-2" prefetch={false}>
          {model}
        </Link>
        <span className="text-ink-3" aria-hidden="true">
          /
        </span>
        <Link href={listHref(feature.dictionary, view.list)} className="text-ink-2" prefetch={false}>
          {name}
        </Link>
        <DictionarySwitch current={feature.dictionary} hrefOf={sameNumber} />
        <span className="text-ink-3" aria-hidden="true">
          /
        </span>
        <span className="font-mono">#{feature.index}</span>
      </nav>
      <Chip className="font-mono text-11 max-md:hidden">
        <Term name="hook">{feature.hook}</Term>
      </Chip>
      <ShuffledMark shuffled={feature.shuffledWeights} />
    </>
  )
}
