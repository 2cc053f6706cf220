import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'
import { ExportMenu } from './export-menu'
import './css/head.css'

interface Props {
  dictionary: Dictionary
  query: BrowseState
  counts: FeatureCounts
}

/** The heading of the list: the dictionary, how many features are active, how much text was analysed, and links. */
export function BrowseHead({ dictionary, query, counts }: Props) {
  const { model, name } = nameParts(dictionary.id, dictionary)
  return (
    <div className="ttl">
      <h1>
        {model} <span className="dim">/</span> {name}
      </h1>
      <span className="chip mono">{dictionary.hook}</span>
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
      <p className="sec">
        {formatCount(counts.total)} <Term name="feature">features</Term>, {formatCount(counts.often)} active
        more than 20 times
        {counts.dead > 0 ? (
          <>
            {', '}
            <Link className="link" href={paths.browse(dictionary.id, { active: 'dead' })} prefetch={false}>
              {formatCount(counts.dead)} never
            </Link>
          </>
        ) : null}
      </p>
      <p className="seen dim">
        {dictionary.preview ? <span className="chip">preview</span> : null} {formatCount(dictionary.tokens)}{' '}
        tokens seen
      </p>
      <div className="ex">
        <Link className="btn" href={paths.quality(dictionary.id)} prefetch={false}>
          Quality
        </Link>
        <Link className="btn" href={paths.compare({ a: dictionary.id })} prefetch={false}>
          Compare
        </Link>
        <ExportMenu dictionary={dictionary.id} query={query} matching={counts.matching} />
      </div>
    </div>
  )
}
