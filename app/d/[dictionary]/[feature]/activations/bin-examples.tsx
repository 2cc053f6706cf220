'use client'

import { formatCount } from '@/lib/view/format'
import { activationLevel } from '@/lib/view/levels'
import { ExampleGroup } from '../examples/example-group'
import type { GroupLook } from '../view'
import { binRange } from './bin-picker'
import { useBinExamples, useBins } from './bins'

const EXPECTED = 5

/** The examples of the bin that is chosen on the histogram. */
export function BinGroup({ maximum, look }: { maximum: number; look: GroupLook }) {
  const { chosen, choose } = useBins()
  const examples = useBinExamples(chosen)
  if (!chosen) return null
  const items = examples.status === 'loaded' ? examples.items : []
  const drawn = items.filter(({ group }) => group !== 'other').length
  const tokens = chosen.count === 1 ? '1 token' : `${formatCount(chosen.count)} tokens`
  return (
    <>
      <p className="binbar">
        <span className="chip on">
          activation {binRange(chosen)}
          <button type="button" aria-label="Show all examples again" onClick={() => choose(null)}>
            ×
          </button>
        </span>
        <span className="dim" role="status">
          {examples.status === 'loaded'
            ? items.length === 0
              ? `${tokens}, none of them is stored`
              : `${tokens}; stored: ${drawn} chosen, ${items.length - drawn} more in the same sequences`
            : ''}
        </span>
      </p>
      <ExampleGroup
        id="g-bin"
        level={activationLevel(chosen.to, maximum)}
        title="Bin"
        remark={`${binRange(chosen)} · ${tokens}`}
        expected={Math.min(EXPECTED, chosen.count)}
        state={examples}
        maximum={maximum}
        look={look}
        load={() => examples.status === 'failed' && examples.retry()}
      />
    </>
  )
}
