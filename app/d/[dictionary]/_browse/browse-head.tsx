import Link from 'next/link'
import { nameParts } from '@/lib/api/dictionary'
import { formatCount } from '@/lib/api/format'
import { paths } from '@/lib/api/paths'
import type { Dictionary } from '@/lib/api/schemas'
import { ShuffledMark } from '../../../_ui/shuffled-mark'

interface Props {
  dictionary: Dictionary
  activity: { total: number; often: number; dead: number }
}

/** Which dictionary this is, how much of it is alive, and how much text its figures come from. */
export function BrowseHead({ dictionary, activity }: Props) {
  const { model, name } = nameParts(dictionary.id, dictionary)
  return (
    <div className="ttl">
      <h1>
        {model} <span className="dim">/</span> {name}
      </h1>
      <span className="chip mono">{dictionary.hook}</span>
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
      <p className="sec">
        {formatCount(activity.total)} features, {formatCount(activity.often)} active more than 20 times
        {activity.dead > 0 ? (
          <>
            {', '}
            <Link className="link" href={paths.browse(dictionary.id, { active: 'dead' })} prefetch={false}>
              {formatCount(activity.dead)} never
            </Link>
          </>
        ) : null}
      </p>
      <p className="seen dim">
        {dictionary.preview ? <span className="chip">preview</span> : null} {formatCount(dictionary.tokens)}{' '}
        tokens seen
      </p>
    </div>
  )
}
