import type { Published } from '@/lib/db/published'
import { formatCount } from '@/lib/view/format'
import './css/nothing.css'

/** What the tab of features says when the number did not lead to one. */
export function FeatureJump({ dictionary, q }: { dictionary: Published; q: string }) {
  const range = `${dictionary.slug} has features 0 to ${formatCount(dictionary.dSae - 1)}`
  return (
    <div className="nothing">
      {q.trim() === '' ? (
        <>
          <h1>Open a feature by number</h1>
          <p className="sec">{range}. “#2152” works in every search field.</p>
        </>
      ) : (
        <>
          <h1>No feature is “{q}”</h1>
          <p className="sec">{range}. Words are searched under labels, pieces of text under tokens.</p>
        </>
      )}
    </div>
  )
}
