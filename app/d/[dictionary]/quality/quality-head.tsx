import Link from 'next/link'
import { Term } from '@/app/_ui/glossary/term'
import { Button } from '@/app/_ui/kit/button'
import { Chip } from '@/app/_ui/kit/chip'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import type { Quality } from '@/lib/contract/quality'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'
import { measuredTokensSaid } from '@/lib/view/measured'

/** The heading: the dictionary, and the text on which it was measured. */
export function QualityHead({ quality: { dictionary, metrics } }: { quality: Quality }) {
  const { model, name } = nameParts(dictionary.id, dictionary)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3 max-md:pt-2 md:px-6">
      <h1 className="text-20/7 tracking-[-0.012em]">
        {model} <span className="text-ink-3">/</span> {name} <span className="text-ink-3">/</span> quality
      </h1>
      <Chip className="font-mono text-11">{dictionary.hook}</Chip>
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
      {dictionary.preview ? <Chip className="text-11">preview</Chip> : null}
      {metrics?.measuredOn ? (
        <p className="text-ink-2">
          measured on{' '}
          <Term name="measuredText">{measuredTokensSaid(metrics.measuredTokens, metrics.measuredOn)}</Term>
          {sources(metrics)}
        </p>
      ) : null}
      <span className="flex gap-2 max-md:mt-1 max-md:w-full md:ml-auto print:hidden">
        <Button asChild className="max-md:flex-1">
          <Link href={paths.browse(dictionary.id)} prefetch={false}>
            Browse
          </Link>
        </Button>
        <Button asChild className="max-md:flex-1">
          <a href={operationUrl(LINKED.quality, { dictionary: dictionary.id })}>JSON</a>
        </Button>
      </span>
    </div>
  )
}

function sources({ measuredDocuments, measuredPackages }: NonNullable<Quality['metrics']>): string {
  if (measuredDocuments === null || measuredPackages === null) return ''
  const documents = `${formatCount(measuredDocuments)} ${measuredDocuments === 1 ? 'document' : 'documents'}`
  if (measuredPackages === measuredDocuments) return `, of ${documents}`
  return `, of ${documents} in ${formatCount(measuredPackages)} ${measuredPackages === 1 ? 'package' : 'packages'}`
}
