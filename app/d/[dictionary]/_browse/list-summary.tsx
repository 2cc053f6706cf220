import type { BrowseState } from '@/lib/contract/browse-query'
import { formatCount } from '@/lib/view/format'

/** The end of the list: how long it is, and where features that never fire stand in it. */
export function ListSummary(props: { shown: BrowseState; total: number; dead: number }) {
  const { shown, total, dead } = props
  const hasDead = dead > 0 && shown.sort !== 'index' && !shown.active
  return (
    <p className="px-6 pt-4 pb-6 text-ink-3 max-md:px-4">
      {formatCount(total)} {total === 1 ? 'feature' : 'features'}
      {hasDead ? '; those that never fire are last' : ''}
    </p>
  )
}
