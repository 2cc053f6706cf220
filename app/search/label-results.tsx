import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { type LabelMatch, POSTING_LIMIT, type SearchView, searchHref } from '@/lib/contract/search'
import { database } from '@/lib/db'
import type { Published } from '@/lib/db/published'
import { searchLabels } from '@/lib/db/queries/search-labels'
import { formatCount } from '@/lib/view/format'
import { LabelRows } from './label-rows'
import './css/nothing.css'
import './css/results.css'

/** Lists the features whose label has the words. */
export async function LabelResults({ dictionary, view }: { dictionary: Published; view: SearchView }) {
  if (view.q.trim() === '')
    return (
      <div className="nothing">
        <h1>Search labels</h1>
        <p className="sec">Type words to find labels that have all of them, or other forms of them.</p>
      </div>
    )
  const { pool } = await database()
  const { items, total } = await searchLabels(pool, dictionary, view.q, {
    maxDensity: view.density === undefined ? undefined : view.density / 100,
    limit: POSTING_LIMIT,
  })
  if (items.length === 0)
    return (
      <div className="nothing">
        <h1>No label has “{view.q}”</h1>
        <p className="sec">
          {view.density === undefined
            ? `No feature of ${dictionary.slug} has a label with these words.`
            : `No feature with density up to ${view.density} % has a label with these words.`}
        </p>
        <p className="row">
          <Link className="btn" href={searchHref(view, { tab: 'tokens' })} prefetch={false}>
            Search tokens for “{view.q.slice(0, 40)}”
          </Link>
          {view.density !== undefined && (
            <Link className="btn" href={searchHref(view, { density: undefined })} prefetch={false}>
              Remove “density up to {view.density} %”
            </Link>
          )}
        </p>
      </div>
    )
  return (
    <section className="pane labelhits" aria-labelledby="h-l">
      <header>
        <h1 id="h-l">
          <Found total={total} q={view.q} first={items[0].match} last={items[items.length - 1].match} />
        </h1>
        {items.length < total && <span className="dim">the first {formatCount(items.length)} are shown</span>}
      </header>
      <table className="tbl r">
        <thead>
          <tr>
            <th className="c-id">
              <Term name="feature">feature</Term>
            </th>
            <th className="c-l">
              <Term name="label">label</Term>
            </th>
            <th className="c-a">author</th>
            <th className="c-m num">
              <Term name="labelScore">score</Term>
            </th>
            <th className="c-n num">
              <Term name="density">density</Term>
            </th>
            <th className="c-x num">
              <Term name="maximum">max</Term>
            </th>
          </tr>
        </thead>
        <LabelRows dictionary={dictionary.slug} rows={items} />
      </table>
    </section>
  )
}

/** Says what was found. Closer matches come first. */
function Found(props: { total: number; q: string; first: LabelMatch; last: LabelMatch }) {
  const { total, q, first, last } = props
  const labels = `${formatCount(total)} ${total === 1 ? 'label' : 'labels'}`
  if (first === 'similar')
    return (
      <>
        No label has “{q}”, but {labels} {total === 1 ? 'has' : 'have'} words with a similar spelling
      </>
    )
  return (
    <>
      {labels} {total === 1 ? 'has' : 'have'} {first === 'stems' && 'forms of '}“{q}”
      {first !== last && last === 'stems' && ' or forms of it'}
    </>
  )
}
