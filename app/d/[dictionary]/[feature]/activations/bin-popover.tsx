'use client'

import type { RefObject } from 'react'
import type { Bin } from '@/app/_ui/charts/bins'
import { Kwic } from '@/app/_ui/examples/kwic'
import { AnchoredPopover } from '@/app/_ui/kit/popover'
import { useRested } from '@/app/_ui/use-rested'
import { messageOf } from '@/lib/errors'
import { exampleTokens, selectedIndex } from '@/lib/view/example-window'
import { formatPercent } from '@/lib/view/format'
import { binRange, tokensOf, useFirings } from './bins'

/** How long the pointer must rest on a bar before its examples are requested. */
const REST_MS = 80
/** Number of examples in the popover of a bin. */
const SHOWN = 3

/**
 * A few examples of the bin at which the pointer or the arrows are, next to the histogram. A press limits the examples of the page
 * to the bin, so there is nothing to press in it.
 */
export function BinPopover(props: {
  readonly bin: Bin | null
  readonly anchor: RefObject<HTMLElement | null>
  readonly maximum: number
  readonly onClose: () => void
}) {
  const { bin, anchor, maximum, onClose } = props
  const rested = useRested(bin, REST_MS)
  const { data, error } = useFirings(rested)
  const items = (rested?.number === bin?.number && data?.items) || []
  return (
    <AnchoredPopover
      anchor={anchor}
      open={bin !== null}
      onOpenChange={(open) => open || onClose()}
      side="right"
      aria-label="Examples of the bar"
      className="pointer-events-none w-110 max-md:hidden"
    >
      {bin ? (
        <>
          <p>
            <b className="font-semibold">{binRange(bin)}</b>{' '}
            <span className="text-ink-3">
              {`${tokensOf(bin)}, ${formatPercent(bin.share)}`}
              {items.length > SHOWN && `, ${SHOWN} of ${items.length} stored`}
            </span>
          </p>
          <div className="mt-1 min-h-18">
            {items.slice(0, SHOWN).map((example) => (
              <Kwic
                key={example.rank}
                tokens={exampleTokens(example)}
                activations={example.activations}
                selected={selectedIndex(example)}
                maximum={maximum}
              />
            ))}
            {bin.count === 0 || data?.items.length === 0 ? (
              <span className="text-ink-3">
                {bin.count === 0 ? 'Never active in this bin' : 'No example of this bin is stored'}
              </span>
            ) : null}
            {error ? <span className="text-ink-3">{messageOf(error)}</span> : null}
          </div>
        </>
      ) : null}
    </AnchoredPopover>
  )
}
