import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import type { Quality } from '@/lib/contract/quality'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'
import './css/head.css'

/** The heading: the dictionary, and the text on which it was measured. */
export function QualityHead({ quality: { dictionary, metrics } }: { quality: Quality }) {
  const { model, name } = nameParts(dictionary.id, dictionary)
  return (
    <div className="ttl">
      <h1>
        {model} <span className="dim">/</span> {name} <span className="dim">/</span> quality
      </h1>
      <span className="chip mono">{dictionary.hook}</span>
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
      {dictionary.preview ? <span className="chip">preview</span> : null}
      {metrics ? (
        <p className="sec">
          {formatCount(metrics.heldOutTokens)} <Term name="heldOut">held-out</Term> tokens
          {sources(metrics)}
        </p>
      ) : null}
      <span className="ex">
        <Link className="btn" href={paths.browse(dictionary.id)} prefetch={false}>
          Browse
        </Link>
        <a className="btn" href={operationUrl(LINKED.quality, { dictionary: dictionary.id })}>
          JSON
        </a>
      </span>
    </div>
  )
}

function sources({ heldOutDocuments, heldOutPackages }: NonNullable<Quality['metrics']>): string {
  if (heldOutDocuments === null || heldOutPackages === null) return ''
  const documents = `${formatCount(heldOutDocuments)} ${heldOutDocuments === 1 ? 'document' : 'documents'}`
  if (heldOutPackages === heldOutDocuments) return ` of ${documents}`
  return ` of ${documents} in ${formatCount(heldOutPackages)} ${heldOutPackages === 1 ? 'package' : 'packages'}`
}
