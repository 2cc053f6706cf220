import Link from 'next/link'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import {
  type MatchedToken,
  POSTING_LIMIT,
  readingsOf,
  type SearchView,
  searchHref,
} from '@/lib/contract/search'
import { database } from '@/lib/db'
import type { Published } from '@/lib/db/published'
import { searchFiresOn, searchMoves } from '@/lib/db/queries/search'
import { commonTokens, occurrencesOf, resolveTokens, tokensById } from '@/lib/db/queries/search-tokens'
import { vocabulary } from '@/lib/db/queries/vocabulary'
import type { Queryable } from '@/lib/db/transaction'
import { formatCount } from '@/lib/view/format'
import { FiresOnPane } from './fires-on-pane'
import { MovesPane } from './moves-pane'
import { NoToken } from './no-token'
import './css/tokens.css'

/** Number of rows of a list before "All" is pressed. */
const FIRES = 30
const MOVES = 12
const COMMON = 14

/** Shows which tokens the text may mean, and what features do on the chosen tokens. */
export async function TokenResults({ dictionary, view }: { dictionary: Published; view: SearchView }) {
  const { pool } = await database()
  const { tokens, prefixes } = await matches(pool, dictionary, view)
  if (tokens.length === 0)
    return (
      <NoToken
        view={view}
        vocabulary={(await vocabulary(pool, dictionary.tokenizerHash)).size}
        common={await commonTokens(pool, dictionary, COMMON)}
      />
    )
  const chosen = choose(tokens, view)
  const ids = chosen.map(({ id }) => id)
  const maxDensity = view.density === undefined ? undefined : view.density / 100
  const rows = (list: SearchView['all'], first: number) => (view.all === list ? POSTING_LIMIT : first)
  const [fires, raises, lowers] = await Promise.all([
    searchFiresOn(pool, dictionary, ids, {
      maxDensity,
      sort: view.sort,
      limit: rows('fires', FIRES),
      occurrences: occurrencesOf(dictionary, chosen),
    }),
    searchMoves(pool, dictionary, ids, 'promotes', { maxDensity, limit: rows('raises', MOVES) }),
    searchMoves(pool, dictionary, ids, 'suppresses', { maxDensity, limit: rows('lowers', MOVES) }),
  ])
  return (
    <>
      <Resolved tokens={tokens} prefixes={prefixes} chosen={chosen} view={view} />
      <div className="split">
        <FiresOnPane dictionary={dictionary.slug} tokens={chosen} result={fires} view={view} />
        <section className="pane" aria-label="Effect on logits">
          <MovesPane dictionary={dictionary.slug} kind="raises" tokens={chosen} result={raises} view={view} />
          <MovesPane dictionary={dictionary.slug} kind="lowers" tokens={chosen} result={lowers} view={view} />
        </section>
      </div>
    </>
  )
}

/** Finds tokens by text, or by ids in a link from another page. */
async function matches(db: Queryable, dictionary: Published, view: SearchView) {
  if (view.q !== '') return resolveTokens(db, dictionary, view.q)
  if (view.ids === undefined || view.ids === 'all') return { tokens: [], prefixes: 0 }
  return { tokens: await tokensById(db, dictionary, view.ids), prefixes: 0 }
}

/**
 * Returns the chosen tokens. The default is the most common token that is the text. The mark of an invisible character
 * means the mark itself first, if it is a token.
 */
function choose(tokens: readonly MatchedToken[], view: SearchView): readonly MatchedToken[] {
  const whole = tokens.filter(({ match }) => match !== 'prefix')
  if (view.ids === 'all') return whole.length > 0 ? whole : tokens
  const wanted = view.ids ?? []
  const asked = tokens.filter(({ id }) => wanted.includes(id))
  if (asked.length > 0) return asked
  const literal = literalToken(tokens, view)
  if (literal) return [literal]
  return [(whole.length > 0 ? whole : tokens).toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))[0]]
}

/** Returns the token that is the text itself, if the marks in the text can also stand for other characters. */
function literalToken(tokens: readonly MatchedToken[], { q }: SearchView): MatchedToken | undefined {
  return readingsOf(q).length > 1 ? tokens.find(({ text }) => text === q) : undefined
}

function Resolved(props: {
  tokens: readonly MatchedToken[]
  prefixes: number
  chosen: readonly MatchedToken[]
  view: SearchView
}) {
  const { tokens, chosen, view } = props
  const whole = tokens.filter(({ match }) => match !== 'prefix')
  const longer = tokens.filter(({ match }) => match === 'prefix')
  const isOn = (token: MatchedToken) => chosen.some(({ id }) => id === token.id)
  const all = view.ids === 'all'
  return (
    <div className="res">
      <h1>
        {view.q === '' ? (
          `Token ${tokens[0].id}`
        ) : whole.length === 0 ? (
          <>No token is “{view.q}”</>
        ) : (
          <>
            “{view.q}” is {whole.length === 1 ? '1 token' : `${whole.length} tokens`}
          </>
        )}
      </h1>
      <ul>
        {whole.map((token) => (
          <TokenChip key={token.id} token={token} on={isOn(token) && !all} view={view} />
        ))}
        {whole.length > 1 && (
          <li>
            <Link
              className="tokchip"
              href={searchHref(view, { ids: 'all', all: undefined })}
              prefetch={false}
              {...(all ? { 'aria-current': 'true' as const } : {})}
            >
              all {whole.length}
            </Link>
          </li>
        )}
      </ul>
      {longer.length > 0 && (
        <>
          <span className="dim">
            {longer.length < props.prefixes
              ? `${longer.length} of ${formatCount(props.prefixes)} that begin with it`
              : 'begin with it'}
          </span>
          <ul>
            {longer.map((token) => (
              <TokenChip key={token.id} token={token} on={isOn(token)} view={view} />
            ))}
          </ul>
        </>
      )}
      <p className="note">
        {literalToken(tokens, view) && (
          <>“{view.q}” is a token itself, and also stands for what cannot be seen. </>
        )}
        The dot is a leading space. Upper and lower case, and spaces, make different tokens.
      </p>
    </div>
  )
}

function TokenChip({ token, on, view }: { token: MatchedToken; on: boolean; view: SearchView }) {
  return (
    <li>
      <Link
        className="tokchip"
        href={searchHref(view, { ids: [token.id], all: undefined })}
        prefetch={false}
        {...(on ? { 'aria-current': 'true' as const } : {})}
      >
        <TokenLiteral token={token} />
        <span className="sec">{token.count === null ? 'not counted' : `${formatCount(token.count)}×`}</span>
        {token.match !== 'prefix' && <span className="dim">id {token.id}</span>}
      </Link>
    </li>
  )
}
