'use client'

import { useQueryState } from 'nuqs'
import { Button } from '@/app/_ui/kit/button'
import { Empty } from '@/app/_ui/kit/notice'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Dictionary, FeatureRow } from '@/lib/contract/schemas'
import { COMPARISON, MOST_MATCHED } from './address'
import { FeatureField } from './feature-field'
import { MatchTable } from './match-table'
import { SwapSides } from './swap-sides'

/**
 * Finds the features of the right dictionary that are nearest to one of the left, from weights and text, on request. What was
 * asked for is in the address and in the cache, so that Back finds it again.
 */
export function MatchPane(props: {
  readonly a: Dictionary
  readonly b: Dictionary
  /** The analysis of the left dictionary. */
  readonly analysis: number
  /** Features of the left dictionary that are worth a match. */
  readonly starters: readonly FeatureRow[]
}) {
  const { a, b, analysis, starters } = props
  const [given, setAsked] = useQueryState('features', COMPARISON.features)
  const asked = [...new Set(given)].filter((index) => index >= 0 && index < a.size).slice(0, MOST_MATCHED)
  const ask = (indices: readonly number[]) =>
    setAsked([...new Set([...indices, ...asked])].slice(0, MOST_MATCHED))
  const isAllAsked = starters.every(({ index }) => asked.includes(index))
  return (
    <Pane titleId="h-match" title="Nearest features" className="md:px-6">
      {a.kind === 'neurons' ? (
        <Empty>
          <p>
            {b.kind === 'neurons'
              ? 'Two neuron bases are not matched: a neuron has no decoder direction to compare.'
              : 'Neurons at the left are not matched. Swap the sides to see the neurons nearest to each feature.'}
          </p>
          {b.kind === 'neurons' ? null : <SwapSides a={a.id} b={b.id} />}
        </Empty>
      ) : b.kind === 'neurons' && (a.model !== b.model || a.hook !== b.hook) ? (
        <Empty>These neurons belong to another model or hook, so they cannot be matched.</Empty>
      ) : (
        <>
          <Note>
            {b.kind === 'neurons'
              ? 'By correlation of activations on the same tokens, and by the weight of the decoder.'
              : 'By correlation of activations on the same tokens, and by cosine of decoder directions if both dictionaries read the same hook of the same model.'}
          </Note>
          <div className="mt-2 flex flex-wrap items-start gap-x-3 gap-y-2 print:hidden">
            <FeatureField dictionary={a} onFind={(index) => ask([index])} />
            {isAllAsked || starters.length === 0 ? null : (
              <Button className="mt-5" onClick={() => ask(starters.map(({ index }) => index))}>
                Match the {starters.length} below
              </Button>
            )}
            {asked.length > 0 ? (
              <Button variant="quiet" className="mt-5" onClick={() => setAsked([])}>
                Clear
              </Button>
            ) : null}
          </div>
          <MatchTable {...{ a, b, analysis, starters, asked }} />
        </>
      )}
    </Pane>
  )
}
