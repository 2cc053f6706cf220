'use client'

import type { Searched } from '@/app/_ui/data/queries/search'
import type { ResolveAnswer } from '@/lib/contract/search'
import { formatCount } from '@/lib/view/format'
import type { SearchView } from './address'
import { LabelResults } from './label-results'
import { Nothing } from './nothing'
import { TokenChip } from './token-chip'

/** The page before a search, or if no token has the text: then what labels and kinds of tokens have for it. */
export function NoToken(props: { searched: Searched; view: SearchView; resolved: ResolveAnswer }) {
  const { searched, view, resolved } = props
  const { common, vocabulary } = resolved
  const chips =
    common.length === 0 ? null : (
      <>
        <h2 className="mt-6 text-ink-2">Common tokens</h2>
        <ul className="mt-2 flex flex-wrap gap-2">
          {common.map((token) => (
            <TokenChip key={token.id} token={token} view={{ ...view, q: '' }} />
          ))}
        </ul>
      </>
    )
  if (view.q === '')
    return (
      <Nothing title="Search by token" more={chips}>
        Type a token to see the features that are active on it, raise it or lower it. “·” means a leading
        space. “#2152” opens a feature.
      </Nothing>
    )
  return (
    <>
      <header className="px-6 pt-4 max-md:px-4">
        <h1 className="text-15 font-semibold wrap-anywhere">No token begins with “{view.q}”</h1>
        <p className="mt-1 text-ink-2">
          The model reads it in several of its {formatCount(vocabulary)} tokens. This is what labels and kinds
          of tokens have for it.
        </p>
      </header>
      <LabelResults searched={searched} view={view} level={2} />
      <div className="px-6 pb-8 max-md:px-4">{chips}</div>
    </>
  )
}
