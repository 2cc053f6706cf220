'use client'

import { formatSigned } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import { useHovered } from './hovered'
import { Mark } from './mark'
import { useTokenEffects } from './use-token-effects'

/** Marks the token after the hovered one on the histogram of logit weights. */
export function LogitMark({ low, high }: { low: number; high: number }) {
  const hovered = useHovered()
  const { data } = useTokenEffects(hovered?.effects)
  if (!hovered?.next || !hovered.effects || !data) return null
  const weight = data.nextWeights?.[hovered.effects.position] ?? null
  if (weight === null) return null
  return (
    <Mark at={(weight - low) / (high - low)}>
      <span className="font-mono">{tokenName(hovered.next.token)}</span> {formatSigned(weight)}
    </Mark>
  )
}
