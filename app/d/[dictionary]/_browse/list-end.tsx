import type { BrowseList } from '@/lib/contract/browse-query'
import { formatCount } from '@/lib/view/format'
import './css/states.css'

interface Props {
  query: BrowseList
  matching: number
  failure: string | null
  retry: () => void
}

/** The end of the list: how long the list is, or why rows could not be loaded. */
export function ListEnd({ query, matching, failure, retry }: Props) {
  return (
    <div className="pager" aria-live="polite">
      {failure ? (
        <p className="err" role="alert">
          <b>Some features could not be loaded.</b> {failure}{' '}
          <button className="btn" type="button" onClick={retry}>
            Try again
          </button>
        </p>
      ) : (
        <p className="dim">
          {formatCount(matching)} {matching === 1 ? 'feature' : 'features'}
          {query.sort === 'index' || query.active ? '' : '; features that never fire are last'}
        </p>
      )}
    </div>
  )
}
