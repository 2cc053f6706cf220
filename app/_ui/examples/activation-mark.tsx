'use client'

import { formatActivation } from '@/lib/view/format'
import { useHovered } from './hovered'
import { Mark } from './mark'

/** Marks the hovered token on the histogram of activations. */
export function ActivationMark({ low, high }: { low: number; high: number }) {
  const hovered = useHovered()
  if (!hovered || !(hovered.activation > 0)) return null
  return <Mark at={(hovered.activation - low) / (high - low)}>{formatActivation(hovered.activation)}</Mark>
}
