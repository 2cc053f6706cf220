'use client'

import Link from 'next/link'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { Feature } from '@/lib/contract/feature'
import type { FeatureRef } from '@/lib/contract/feature-refs'
import { paths } from '@/lib/contract/paths'
import { COLUMNS, keyOf, nameOf } from './columns'

/** Who is compared: number, dictionary and label of each, with buttons to move it and to take it out. It stays in sight. */
export function ComparedHead(props: {
  readonly features: readonly Feature[]
  readonly refs: readonly FeatureRef[]
  readonly onChange: (refs: readonly FeatureRef[]) => void
}) {
  const { features, refs, onChange } = props
  const placeOf = ({ dictionary, index }: Feature) =>
    refs.findIndex((ref) => ref.dictionary === dictionary && ref.feature === index)
  const toLeft = (place: number) =>
    onChange([...refs.slice(0, place - 1), refs[place], refs[place - 1], ...refs.slice(place + 1)])
  return (
    <ul
      className={cn(
        COLUMNS,
        'sticky top-bar z-10 auto-cols-fr grid-flow-col border-b border-line-strong bg-surface py-2 max-md:gap-x-3 print:static',
      )}
    >
      {features.map((feature, at) => (
        <li key={keyOf(feature)} className="flex min-w-0 items-start gap-1">
          <div className="min-w-0 flex-1">
            <Link
              className="block truncate font-mono text-12 text-accent"
              href={paths.feature(feature.dictionary, feature.index)}
              prefetch={false}
            >
              <b className="font-semibold">#{feature.index}</b> {feature.dictionary}
            </Link>
            <h2 className="line-clamp-2 text-15 font-semibold wrap-anywhere max-md:text-13">
              {feature.label?.text ?? <TokenLiterals tokens={feature.tokens} />}
            </h2>
          </div>
          {at > 0 ? (
            <Button
              size="icon"
              variant="quiet"
              className="size-7 max-md:hidden"
              aria-label={`Move ${nameOf(feature)} to the left`}
              onClick={() => toLeft(placeOf(feature))}
            >
              ←
            </Button>
          ) : null}
          <Button
            size="icon"
            variant="quiet"
            className="size-7"
            aria-label={`Take ${nameOf(feature)} out`}
            onClick={() => onChange(refs.filter((_, place) => place !== placeOf(feature)))}
          >
            ×
          </Button>
        </li>
      ))}
    </ul>
  )
}
