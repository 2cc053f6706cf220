import type { Published } from '@/lib/db/published'
import { formatCount } from '@/lib/view/format'
import './css/nothing.css'

/** The tab of features, if the number did not lead to a feature. */
export function FeatureJump({ dictionary, q }: { dictionary: Published; q: string }) {
  const range = `${dictionary.slug} has the features 0 to ${formatCount(dictionary.dSae - 1)}`
  return (
    <div className="nothing">
      {q.trim() === '' ? (
        <>
          <h1>Open a feature by number</h1>
          <p className="sec">{range}. You can type “#2152” in every search field.</p>
        </>
      ) : (
        <>
          <h1>No feature is “{q}”</h1>
          <p className="sec">{range}. To search for words, use labels; for pieces of text, use tokens.</p>
        </>
      )}
    </div>
  )
}
