import { formatCount } from '@/lib/view/format'
import { Nothing } from './nothing'

/** The tab of features, if the number did not lead to a feature. */
export function FeatureJump({ dictionary, size, q }: { dictionary: string; size: number; q: string }) {
  const range = `${dictionary} has the features 0 to ${formatCount(size - 1)}`
  return q.trim() === '' ? (
    <Nothing title="Open a feature by number">{range}. You can type “#2152” in every search field.</Nothing>
  ) : (
    <Nothing title={`No feature is “${q}”`}>
      {range}. To search for words, use labels; for pieces of text, use tokens.
    </Nothing>
  )
}
