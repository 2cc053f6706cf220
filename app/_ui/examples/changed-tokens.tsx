'use client'

import type { ChangedToken } from '@/lib/contract/feature-compute'
import { messageOf } from '@/lib/errors'
import { formatSigned } from '@/lib/view/format'
import { cn } from '../kit/cn'
import { TokenLiteral } from '../tokens/token-literal'
import { type EffectsPlace, useTokenEffects } from './use-token-effects'

const ROWS = 5

/** Next tokens that the feature raises and lowers most at a token. Their room is kept while they are loading. */
export function ChangedTokens({ place }: { place: EffectsPlace }) {
  const { data, error } = useTokenEffects(place)
  if (error)
    return (
      <p className="border-t border-line pt-2 text-ink-3">
        The next tokens could not be computed: {messageOf(error)}
      </p>
    )
  const item = data?.items.find(({ position }) => position === place.position)
  return (
    // halves whatever comes into them: a long token is cut, it does not move its neighbours
    <div className="grid grid-cols-2 gap-4 border-t border-line pt-2" aria-busy={!data}>
      <Changed title="Raises most" tokens={item?.raised} className="text-up" />
      <Changed title="Lowers most" tokens={item?.lowered} className="text-down" />
    </div>
  )
}

function Changed(props: {
  title: string
  tokens: readonly ChangedToken[] | undefined
  /** Colour of the figures. */
  className: string
}) {
  return (
    <div>
      <p className="mb-0.5 text-11 font-medium text-ink-3">{props.title}</p>
      <ol>
        {Array.from({ length: ROWS }, (_, row) => {
          const token = props.tokens?.[row]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: five places that are filled in order
            <li key={row} className="flex h-5 items-center justify-between gap-2">
              {token && (
                <>
                  <TokenLiteral token={token} />
                  <span className={cn('flex-none', props.className)}>{formatSigned(token.value)}</span>
                </>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
