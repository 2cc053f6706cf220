'use client'

import type { Bin } from '@/app/_ui/charts/bins'
import { chipStyles } from '@/app/_ui/kit/chip'
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
              : storedWords(chosen, items.length)
            : ''}
        </span>
      </p>
      <ExampleGroup
        id="g-bin"
        level={activationLevel(chosen.to, maximum)}
        title="Bin"
        remark={`${binRange(chosen)} · ${tokensOf(chosen)}`}
        expected={Math.min(EXPECTED, chosen.count)}
        items={items}
        isLoading={!items}
        failure={error ? { error, retry: refetch } : null}
        maximum={maximum}
        look={look}
      />
    </>
  )
}

/** "Fires on 58 tokens here; 3 examples stored". */
function storedWords(bin: Bin, stored: number): string {
  return `Fires on ${tokensOf(bin)} here; ${stored === 1 ? '1 example' : `${stored} examples`} stored`
}
