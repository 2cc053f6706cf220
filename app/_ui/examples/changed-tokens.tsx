'use client'

import type { ChangedToken } from '@/lib/contract/feature-compute'
import { formatSigned } from '@/lib/view/format'
import { TokenLiteral } from '../tokens/token-literal'
import { type EffectsPlace, useTokenEffects } from './use-token-effects'

const ROWS = 5

/** Next tokens that the feature raises and lowers most at a token. Their room is kept while they are loading. */
export function ChangedTokens({ place }: { place: EffectsPlace }) {
  const effects = useTokenEffects(place)
  if (effects.status === 'failed')
    return <p className="changed dim">The next tokens could not be computed: {effects.message}</p>
  const item =
    effects.status === 'loaded'
      ? effects.answer.items.find(({ position }) => position === place.position)
      : undefined
  return (
    <div className="pair" aria-busy={effects.status !== 'loaded'}>
      <Changed title="Raises most" kind="up" tokens={item?.raised} />
      <Changed title="Lowers most" kind="down" tokens={item?.lowered} />
    </div>
  )
}

function Changed(props: { title: string; kind: 'up' | 'down'; tokens: readonly ChangedToken[] | undefined }) {
  return (
    <div>
      <h4>{props.title}</h4>
      <ol>
        {Array.from({ length: ROWS }, (_, row) => {
          const token = props.tokens?.[row]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: five places that are filled in order
            <li key={row}>
              {token && (
                <>
                  <TokenLiteral token={token} />
                  <span className={`num ${props.kind}`}>{formatSigned(token.value)}</span>
                </>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
