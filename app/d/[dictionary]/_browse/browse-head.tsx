import Link from 'next/link'
import { DictionarySwitch } from '@/app/_ui/dictionary-switch'
import { Term } from '@/app/_ui/glossary/term'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { Chip } from '@/app/_ui/kit/chip'
import { ShuffledMark } from '@/app/_ui/shuffled-mark'
import { browseParams } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { paths } from '@/lib/contract/paths'
import type { Dictionary } from '@/lib/contract/schemas'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatCount } from '@/lib/view/format'
import { ExportMenu } from './export-menu'
import { QueryLink } from './query-link'
import { useBrowse } from './use-browse'

interface Props {
  dictionary: Dictionary
  counts: FeatureCounts | undefined
}

/** The heading of the list: the dictionary, how many features fire, how much text was analysed, and links. */
export function BrowseHead({ dictionary, counts }: Props) {
  const { query } = useBrowse()
  const { model, name } = nameParts(dictionary.id, dictionary)
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-surface px-6 py-2 max-md:gap-x-2 max-md:px-4">
      <h1 className="text-20/7 tracking-[-0.012em]">
        {model} <span className="font-semibold text-ink-3">/</span> {name}
      </h1>
      <DictionarySwitch
        current={dictionary.id}
        hrefOf={(other) => paths.browse(other, browseParams(query))}
      />
      <Chip className="font-mono text-11">{dictionary.hook}</Chip>
      <ShuffledMark shuffled={dictionary.shuffledWeights} />
      {counts ? (
        <p className="text-ink-2">
          {formatCount(counts.total)} <Term name="feature">features</Term>, {formatCount(counts.often)} fire
          on more than 20 tokens
          {counts.dead > 0 ? (
            <>
              {', '}
              <QueryLink
                className="text-accent underline underline-offset-3"
                to={{ sort: query.sort, seed: query.seed, view: query.view, active: 'dead' }}
              >
                {formatCount(counts.dead)} never
              </QueryLink>
            </>
          ) : null}
        </p>
      ) : null}
      <div className="ml-auto flex items-center gap-3 max-md:contents">
        <p className="text-12/4 text-ink-3">
          {dictionary.preview ? <Chip className="mr-1">preview</Chip> : null}
          {formatCount(dictionary.tokens)} tokens seen
        </p>
        <div className="flex gap-2 max-md:mt-1 max-md:w-full max-md:[&>*]:flex-1 print:hidden">
          <Link className={buttonStyles()} href={paths.quality(dictionary.id)} prefetch={false}>
            Quality
          </Link>
          <Link className={buttonStyles()} href={paths.compare({ a: dictionary.id })} prefetch={false}>
            Compare
          </Link>
          <ExportMenu matching={counts?.matching} />
        </div>
      </div>
    </header>
  )
}
