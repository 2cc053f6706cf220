import type { FeaturesQuery } from '@/lib/contract/browse-query'
import { formatCount } from '@/lib/view/format'
import './css/states.css'

interface Props {
  query: FeaturesQuery
  matching: number
  failure: string | null
  retry: () => void
}

/** Below the list: how long it was, or what kept rows from coming. */
export function ListEnd({ query, matching, failure, retry }: Props) {
  return (
    <div className="pager" aria-live="polite">
      {failure ? (
        <p className="err" role="alert">
          <b>Some features did not come.</b> {failure}{' '}
          <button className="btn" type="button" onClick={retry}>
            Try again
          </button>
        </p>
      ) : (
        <p className="dim">
          {formatCount(matching)} {matching === 1 ? 'feature' : 'features'}
          {query.sort === 'index' || query.active ? '' : '; those that never fire come last'}
        </p>
      )}
    </div>
  )
}
