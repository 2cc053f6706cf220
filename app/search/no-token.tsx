import Link from 'next/link'
import { TokenLiteral } from '@/app/_ui/tokens/token-literal'
import { type MatchedToken, type SearchView, searchHref } from '@/lib/contract/search'
import { formatCount } from '@/lib/view/format'
import './css/nothing.css'
import './css/tokens.css'

/** The page before a search, or if no token has the text. */
export function NoToken(props: { view: SearchView; vocabulary: number; common: readonly MatchedToken[] }) {
  const { view, common } = props
  return (
    <div className="nothing">
      {view.q === '' ? (
        <>
          <h1>Search by token</h1>
          <p className="sec">
            Type a token to see the features that are active on it, raise it or lower it. “·” means a leading
            space. “#2152” opens a feature.
          </p>
        </>
      ) : (
        <>
          <h1>No token begins with “{view.q}”</h1>
          <p className="sec">
            The vocabulary has {formatCount(props.vocabulary)} tokens, and the model reads this text in
            several of them. Try a shorter piece.
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
