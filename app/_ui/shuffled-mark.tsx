'use client'

import type { Dictionary } from '@/lib/contract/schemas'
import { chipStyles } from './kit/chip'
import { Popover } from './kit/popover'

/** Marks a control, whose model has shuffled weights; a press says what that means. Renders nothing for any other dictionary. */
export function ShuffledMark({ shuffled }: { shuffled: Dictionary['shuffledWeights'] }) {
  if (!shuffled) return null
  return (
    <Popover
      trigger={
        <button type="button" className={`${chipStyles()} min-h-6 hover:border-control`}>
          shuffled weights
        </button>
      }
    >
      <p className="whitespace-normal">
        This is a control: the entries of every weight matrix of {shuffled.of} were shuffled (seed{' '}
        {shuffled.seed}) before the dictionary was trained. Everything here belongs to the shuffled model.
      </p>
    </Popover>
  )
}
