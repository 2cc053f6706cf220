'use client'

import { tokenName } from '@/lib/api/token-view'
import { useHovered } from './hovered'
import { Mark } from './mark'

/** Where the token after the hovered one stands on the histogram of logit weights, when it is listed there. */
export function LogitMark(props: {
  low: number
  high: number
  /** Token id and weight of the listed tokens. */
  weights: readonly (readonly [id: number, weight: number])[]
}) {
  const next = useHovered()?.next
  const weight = next ? props.weights.find(([id]) => id === next.id)?.[1] : undefined
  if (!next || weight === undefined) return null
  return (
    <Mark at={(weight - props.low) / (props.high - props.low)}>
      <span className="mono">{tokenName(next.token)}</span>
    </Mark>
  )
}
