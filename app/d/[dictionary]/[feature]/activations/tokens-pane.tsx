'use client'

import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { api } from '@/app/_ui/data/client'
import { Term } from '@/app/_ui/glossary/term'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import type { FeatureToken } from '@/lib/contract/feature'
import { paths } from '@/lib/contract/paths'
import { messageOf } from '@/lib/errors'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import { Choice } from '../choice'
import { VIEW } from '../view'
import { FIRST_TOKENS } from './token-orders'
import './input.css'

/** The tokens on which a feature is active, by their share of its summed activation. */
export function TokensPane(props: {
  dictionary: string
  index: number
  /** The tokens that are first in any order. */
  tokens: readonly FeatureToken[]
  /** Number of tokens that are stored. */
  kept: number
  distinct: number
}) {
  const [sort, choose] = useQueryState('tokens', VIEW.tokens)
  const [open, setOpen] = useState(false)
  const [stored, setStored] = useState<readonly FeatureToken[] | null>(null)
  const [failure, setFailure] = useState('')
  if (props.tokens.length === 0) return null
  const all = open && stored !== null
  const sorted = (stored ?? props.tokens).toSorted((a, b) => b[sort] - a[sort])
  const shown = all ? sorted : sorted.slice(0, FIRST_TOKENS)
  const top = Math.max(...props.tokens.map((token) => token.share))
  const { kept } = props
  const toggle = async () => {
    setOpen(!open)
    setFailure('')
    if (open || stored) return
    try {
      const params = { dictionary: props.dictionary, feature: props.index }
      setStored((await api.features.get({ params })).tokens)
    } catch (error) {
      setOpen(false)
      setFailure(messageOf(error))
    }
  }
  const order = sort === 'share' ? 'descending' : undefined
  return (
    <section className="pane" aria-labelledby="p-tok">
      <header>
        <h2 id="p-tok">Top tokens</h2>
        <span className="dim">{formatCount(props.distinct)} in all</span>
        <Choice
          label="Order"
          value={sort}
          choices={[
            ['share', 'share'],
            ['mean', 'mean'],
            ['max', 'max'],
          ]}
          choose={choose}
        />
      </header>
      <table className="tbl tight tokens">
        <thead>
          <tr>
            <th>token</th>
            <th className="sh" aria-sort={order}>
              <Term name="share">share</Term>
            </th>
            <th className="num" title="How often the feature is active on the token">
              n
            </th>
            <th className="num">
              <Term name="precision">active</Term>
            </th>
            <th className="num" aria-sort={sort === 'mean' ? 'descending' : undefined}>
              mean
            </th>
            <th className="num" aria-sort={sort === 'max' ? 'descending' : undefined}>
              max
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((token) => (
            <tr key={token.id}>
              <td>
                <a
                  href={paths.search({ dictionary: props.dictionary, id: token.id })}
                  aria-label={`Features that fire on ${tokenName(token)}`}
                >
                  <TokenLiteral token={token} />
                </a>
              </td>
              <td className="sh">
                <Meter share={top > 0 ? token.share / top : 0} kind="act" />
                <span className="num">{formatPercent(token.share, token.share < 0.1 ? 2 : 3)}</span>
              </td>
              <td className="num sec">{formatCount(token.count)}</td>
              <td
                className="num sec"
                title={
                  token.occurrences === null
                    ? 'Unknown, because the preview did not read the whole corpus'
                    : `Active on ${formatCount(token.count)} of ${formatCount(token.occurrences)}`
                }
              >
                {token.precision === null
                  ? '—'
                  : formatPercent(token.precision, token.precision < 0.1 ? 1 : 2)}
              </td>
              <td className={`num${sort === 'mean' ? ' by' : ''}`}>{formatActivation(token.mean)}</td>
              <td className={`num${sort === 'max' ? ' by' : ' sec'}`}>{formatActivation(token.max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {kept > FIRST_TOKENS && (
        <p className="note foot">
          <button className="link plain" type="button" aria-expanded={all} onClick={toggle}>
            {all
              ? `First ${FIRST_TOKENS}`
              : kept < props.distinct
                ? `All ${kept} that are kept of ${formatCount(props.distinct)}`
                : `All ${kept}`}
          </button>
          {failure && <span role="alert">The tokens could not be loaded: {failure}</span>}
        </p>
      )}
    </section>
  )
}
