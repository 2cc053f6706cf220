'use client'

import { chipStyles } from '@/app/_ui/kit/chip'
import { messageOf } from '@/lib/errors'
import { activationLevel } from '@/lib/view/levels'
import { ExampleGroup } from '../examples/example-group'
import type { GroupLook } from '../view'
import { binRange, tokensOf, useBins, useFirings } from './bins'

const EXPECTED = 5

/** The examples of the bin that is chosen on the histogram. */
export function BinGroup({ maximum, look }: { maximum: number; look: GroupLook }) {
  const { chosen, choose } = useBins()
  const { data, error, refetch } = useFirings(chosen)
  if (!chosen) return null
  const items = chosen.count === 0 ? [] : data?.items
  const drawn = items?.filter(({ group }) => group !== 'other').length ?? 0
  return (
    <>
      <p className="my-2 flex flex-wrap items-center gap-2">
        <button type="button" className={`${chipStyles('on')} min-h-6`} onClick={() => choose(null)}>
          activation {binRange(chosen)} <span aria-hidden="true">×</span>
          <span className="sr-only">, show all examples again</span>
        </button>
        <span className="text-12 text-ink-3" role="status">
          {items
            ? items.length === 0
              ? `${tokensOf(chosen)}, none of them is stored`
              : `${tokensOf(chosen)}; stored: ${drawn} chosen, ${items.length - drawn} more in the same sequences`
            : ''}
        </span>
      </p>
      <ExampleGroup
        id="g-bin"
        level={activationLevel(chosen.to, maximum)}
        title="Bin"
        remark={`${binRange(chosen)} · ${tokensOf(chosen)}`}
        expected={Math.min(EXPECTED, chosen.count)}
        state={
          items
            ? { status: 'loaded', items }
            : error
              ? { status: 'failed', message: messageOf(error) }
              : { status: 'waiting' }
        }
        maximum={maximum}
        look={look}
        load={() => error && refetch()}
      />
    </>
  )
}
