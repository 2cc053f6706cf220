import Link from 'next/link'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import { type MatchedToken, type SearchView, searchHref } from '@/lib/contract/search'
import { formatCount } from '@/lib/view/format'
import './css/nothing.css'
import './css/tokens.css'

/** Before a search begins, and when no token reads like it. */
export function NoToken(props: { view: SearchView; vocabulary: number; common: readonly MatchedToken[] }) {
  const { view, common } = props
  return (
    <div className="nothing">
      {view.q === '' ? (
        <>
          <h1>Search by token</h1>
          <p className="sec">
            Type a token to see the features that fire on it, raise it and lower it. “·” stands for a leading
            space, “#2152” opens a feature.
          </p>
        </>
      ) : (
        <>
          <h1>No token begins with “{view.q}”</h1>
          <p className="sec">
            None of the {formatCount(props.vocabulary)} tokens does, so the model reads it in pieces. Try a
            shorter piece.
          </p>
          <p className="row">
            <Link className="btn" href={searchHref(view, { tab: 'labels', ids: undefined })} prefetch={false}>
              Search labels for “{view.q.slice(0, 40)}”
            </Link>
          </p>
        </>
      )}
      {common.length > 0 && (
        <>
          <h2>Common tokens</h2>
          <ul>
            {common.map((token) => (
              <li key={token.id}>
                <Link
                  className="tokchip"
                  href={searchHref(view, { q: token.text.replace(/^ /, '·'), ids: [token.id] })}
                  prefetch={false}
                >
                  <TokenLiteral token={token} />
                  <span className="sec">{formatCount(token.count)}×</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
