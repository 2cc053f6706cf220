import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import {
  type FiresOn,
  type MatchedToken,
  SEARCH_SORTS,
  type SearchView,
  searchHref,
} from '@/lib/contract/search'
import type { Ranked } from '@/lib/db/queries/search'
import { formatCount } from '@/lib/view/format'
import { FiresOnRows } from './fires-on-rows'
import { keptOf } from './kept-of'
import { TokenNames } from './token-names'
import './css/results.css'

/** Lists the features that are active on the tokens. */
export function FiresOnPane(props: {
  dictionary: string
  tokens: readonly MatchedToken[]
  result: Ranked<FiresOn>
  view: SearchView
}) {
  const { dictionary, result, view } = props
  return (
    <section className="pane" aria-labelledby="h-f">
      <header>
        <h2 id="h-f">
          Fires on <TokenNames tokens={props.tokens} />
        </h2>
        <span className="dim">{countsOf(result, props.tokens.length)}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and these are links */}
        <span className="seg" role="group" aria-label="Order">
          {SEARCH_SORTS.map((sort) => (
            <Link
              key={sort}
              href={searchHref(view, { sort })}
              prefetch={false}
              scroll={false}
              {...(sort === view.sort ? { 'aria-current': 'true' as const } : {})}
            >
              {sort}
            </Link>
          ))}
        </span>
      </header>
      {result.items.length === 0 ? (
        <NothingFires result={result} view={view} />
      ) : (
        <>
          <table className="tbl r">
            <thead>
              <tr>
                <th className="c-id">
                  <Term name="feature">feature</Term>
                </th>
                <th className="c-l">
                  <Term name="label">label</Term>, or its top tokens
                </th>
                <th className="c-n num">
                  <Term name="precision">active on</Term>
                </th>
                <Head name="mean" className="c-m num" on={view.sort === 'activation'} />
                <Head name="max" className="c-x num" on={view.sort === 'max'} />
                <Head name="share of the feature" term="share" className="c-p" on={view.sort === 'share'} />
              </tr>
            </thead>
            <FiresOnRows dictionary={dictionary} rows={result.items} sort={view.sort} />
          </table>
          {result.items.length < result.found && (
            <p className="note more">
              <Link
                className="link"
                href={searchHref(view, { all: 'fires' })}
                prefetch={false}
                scroll={false}
              >
                All {formatCount(result.found)}
              </Link>
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Head(props: { name: string; term?: TermName; className: string; on: boolean }) {
  const { name, term, className, on } = props
  return (
    <th className={className} aria-sort={on ? 'descending' : undefined}>
      {term ? <Term name={term}>{name}</Term> : name}
      {on && ' ↓'}
    </th>
  )
}

/** Returns how many are shown: "30 of 312 features active on it", or "30 of 200; the first 200 of 312". */
function countsOf(result: Ranked<FiresOn>, tokens: number): string {
  const { items, found, cut } = result
  const shown =
    items.length < found ? `${formatCount(items.length)} of ${formatCount(found)}` : formatCount(found)
  if (cut) return `${shown}; ${keptOf(result, tokens)}`
  return `${shown} ${found === 1 ? 'feature' : 'features'} active on it`
}

function NothingFires({ result, view }: { result: Ranked<FiresOn>; view: SearchView }) {
  return (
    <div className="empty">
      <p>
        {result.kept === 0 ? (
          <>
            <b>No feature is active on it</b> in the analysed text.
          </>
        ) : (
          <>
            <b>No feature is sparse enough.</b> Density up to {view.density} % leaves none of{' '}
            {formatCount(result.kept)}.
          </>
        )}
      </p>
      {result.kept > 0 && (
        <p className="row">
          <Link className="btn" href={searchHref(view, { density: undefined })} prefetch={false}>
            Remove “density up to {view.density} %”
          </Link>
        </p>
      )}
    </div>
  )
}
