import Link from 'next/link'
import { type MatchedToken, type Moves, type SearchView, searchHref } from '@/lib/contract/search'
import type { Ranked } from '@/lib/db/queries/search'
import { formatCount } from '@/lib/view/format'
import { keptOf } from './kept-of'
import { MovesRows } from './moves-rows'
import { TokenNames } from './token-names'
import './css/results.css'

/** Lists the features whose direct effect raises or lowers the logit of the tokens. */
export function MovesPane(props: {
  dictionary: string
  kind: 'raises' | 'lowers'
  tokens: readonly MatchedToken[]
  result: Ranked<Moves>
  view: SearchView
}) {
  const { dictionary, kind, result, view } = props
  return (
    <>
      <header className={kind === 'lowers' ? 'h2nd' : undefined}>
        <h2>
          {kind === 'raises' ? 'Raises' : 'Lowers'} <TokenNames tokens={props.tokens} />
        </h2>
        <span className="dim">logit weight{result.cut && `, ${keptOf(result, props.tokens.length)}`}</span>
        {result.items.length < result.found && (
          <Link className="link" href={searchHref(view, { all: kind })} prefetch={false} scroll={false}>
            All {formatCount(result.found)}
          </Link>
        )}
      </header>
      {result.items.length === 0 ? (
        <p className="note">
          No feature {kind} it{view.density === undefined ? '' : ` with density up to ${view.density} %`}.
        </p>
      ) : (
        <table
          className="tbl r p"
          aria-label={`Features that ${kind === 'raises' ? 'raise' : 'lower'} it, by logit weight`}
        >
          <MovesRows dictionary={dictionary} rows={result.items} kind={kind} />
        </table>
      )}
    </>
  )
}
