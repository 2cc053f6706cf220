'use client'

import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import type { Feature } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import type { FeatureOrder, FeaturePlace } from '@/lib/domain/feature-order'
import { formatCount } from '@/lib/view/format'
import { VIEW } from '../view'
import { StepLink } from './step-link'
import { useSteps } from './use-steps'

const ORDERS = [
  { value: 'density', name: 'by density', 'aria-label': 'All features, densest first' },
  { value: 'index', name: 'by number', 'aria-label': 'All features by number' },
] as const
const IN_LIST = { value: 'list', name: 'in the list', 'aria-label': 'The list that you came from' } as const

/** The place of the feature in the list one came from or among all features, with links to the next and the previous one. */
export function Places({ feature, place }: { feature: Feature; place: FeaturePlace }) {
  const [{ order, list }, setView] = useQueryStates(VIEW)
  const { hrefOf, step, isUnderWay } = useSteps(feature.dictionary, feature.index, place)
  const choose = (next: FeatureOrder | 'list') => {
    if (next !== 'list') void setView({ order: next, list: null }, { shallow: false, history: 'push' })
  }
  return (
    <nav
      aria-label="Place"
      aria-busy={isUnderWay}
      className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 max-md:ml-0 max-md:w-full print:hidden"
    >
      <span className="flex items-center gap-x-1 max-md:w-full max-md:justify-between">
        {place.previous === null ? (
          <span />
        ) : (
          <StepLink href={hrefOf(place.previous)} rel="prev" index={place.previous} onStep={() => step(-1)} />
        )}
        <span className="text-ink-3 max-md:text-center">
          {place.position === null ? (
            <>not in this list of {formatCount(place.total)}</>
          ) : (
            <>
              {formatCount(place.position)} of {formatCount(place.total)}
              {list ? ' in this list' : ''}
            </>
          )}
          {list ? (
            <>
              {' · '}
              <Link
                className="inline-block text-accent"
                href={listHref(feature.dictionary, list)}
                prefetch={false}
              >
                back to the list
              </Link>
            </>
          ) : null}
        </span>
        {place.next === null ? (
          <span />
        ) : (
          <StepLink href={hrefOf(place.next)} rel="next" index={place.next} onStep={() => step(1)} />
        )}
      </span>
      <ToggleGroup
        aria-label="Order of next and previous"
        value={list ? 'list' : order}
        onValueChange={choose}
        options={list ? [IN_LIST, ...ORDERS] : ORDERS}
      />
      <a
        className={buttonStyles({ variant: 'quiet', className: 'max-md:ml-auto max-md:px-1' })}
        href={paths.randomFeature(feature.dictionary)}
      >
        Random
      </a>
    </nav>
  )
}

/** Returns the address of the list that a feature's address names. */
export const listHref = (dictionary: string, list: string | null): string =>
  paths.browse(dictionary) + (list ? `?${list}` : '')
