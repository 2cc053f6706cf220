'use client'

import { type Searched, searchQueries } from '@/app/_ui/data/queries/search'
import { Note } from '@/app/_ui/kit/pane'
import type { MatchedToken, ResolveAnswer } from '@/lib/contract/search'
import { formatCount } from '@/lib/view/format'
import type { SearchView } from './address'
import { chosenTokens, literalToken } from './chosen-tokens'
import { FiresOnPane } from './fires-on-pane'
import { Found } from './found'
import { MovesPane } from './moves-pane'
import { NoToken } from './no-token'
import { resolveOf } from './resolve-of'
import { AllChip, TokenChip } from './token-chip'

/** Shows which tokens the text may mean, and what features do on the chosen tokens. */
export function TokenResults({ searched, view }: { searched: Searched; view: SearchView }) {
  return (
    <Found options={searchQueries.resolve(searched, ...resolveOf(view))} what="The tokens">
      {(resolved) => {
        if (resolved.tokens.length === 0)
          return <NoToken searched={searched} view={view} resolved={resolved} />
        const tokens = chosenTokens(resolved.tokens, view)
        const shared = { searched, tokens, view }
        return (
          <>
            <Resolved resolved={resolved} chosen={tokens} view={view} />
            <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] max-lg:grid-cols-1">
              <FiresOnPane {...shared} />
              <section
                aria-label="Effect on logits"
                className="min-w-0 border-line max-lg:border-t lg:border-l"
              >
                <MovesPane kind="raises" {...shared} />
                <MovesPane kind="lowers" {...shared} />
              </section>
            </div>
          </>
        )
      }}
    </Found>
  )
}

function Resolved(props: { resolved: ResolveAnswer; chosen: readonly MatchedToken[]; view: SearchView }) {
  const { resolved, chosen, view } = props
  const { tokens, prefixes } = resolved
  const whole = tokens.filter(({ match }) => match !== 'prefix')
  const longer = tokens.filter(({ match }) => match === 'prefix')
  const isOn = (token: MatchedToken) => chosen.some(({ id }) => id === token.id)
  const all = view.id === 'all'
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-6 py-3 max-md:px-4">
      <h1 className="text-15 font-semibold wrap-anywhere">
        {view.q === ''
          ? `Token ${tokens[0].id}`
          : whole.length === 0
            ? `No token is “${view.q}”`
            : `${whole.length} ${whole.length === 1 ? 'token reads' : 'tokens read'} “${view.q}”`}
      </h1>
      <ul className="flex min-w-0 flex-wrap gap-2">
        {whole.map((token) => (
          <TokenChip key={token.id} token={token} on={isOn(token) && !all} view={view} />
        ))}
        {whole.length > 1 && <AllChip count={whole.length} on={all} view={view} />}
      </ul>
      {longer.length > 0 && (
        <>
          <span className="text-12 text-ink-3">
            {longer.length < prefixes
              ? `${longer.length} of ${formatCount(prefixes)} that begin with it`
              : 'begin with it'}
          </span>
          <ul className="flex min-w-0 flex-wrap gap-2">
            {longer.map((token) => (
              <TokenChip key={token.id} token={token} on={isOn(token)} view={view} />
            ))}
          </ul>
        </>
      )}
      <Note className="w-full">
        {literalToken(tokens, view.q) && (
          <>“{view.q}” is a token itself, and also stands for what cannot be seen. </>
        )}
        The dot is a leading space. Upper and lower case, and spaces, make different tokens.
      </Note>
    </div>
  )
}
