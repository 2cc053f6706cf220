import { memo } from 'react'
import { FeatureName } from '@/app/_ui/feature-name'
import { Chip } from '@/app/_ui/kit/chip'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { FeatureSort } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { STATISTICS, type StatisticName } from '@/lib/domain/statistics'
import { UNKNOWN } from '@/lib/view/format'
import { CardExample } from './card-example'
import { CardHistogram } from './card-histogram'
import { sortedBy } from './columns'
import { figureOf } from './figures'
import { RowStar, RowTags } from './row-marks'
import { SelectBox } from './select-box'

interface Props {
  dictionary: string
  /** The list that the link to the feature carries. */
  list: string | undefined
  feature: FeatureRow
  sort: FeatureSort
  place: number
  isChecked: boolean
  onCheck: (place: number, isRange: boolean) => void
}

/** A feature as a card: name, figures, histogram, strongest examples, and the tokens it raises. */
export const FeatureCard = memo(function FeatureCard(props: Props) {
  const { dictionary, list, feature, sort, place, isChecked, onCheck } = props
  const isDead = feature.count === 0
  return (
    <>
      <SelectBox
        {...{ place, isChecked, onCheck }}
        feature={feature.index}
        className="absolute top-2.5 right-2 rounded-2 bg-surface"
      />
      <h2 className="truncate font-normal">
        <a href={paths.feature(dictionary, feature.index, { list })}>
          <span className="mr-1 font-mono text-12 text-accent">{`#${feature.index}`}</span>{' '}
          <span className="font-semibold">
            <FeatureName feature={feature} />
          </span>
        </a>
      </h2>
      {/* what does not fit on the line wraps out of sight whole */}
      <p className="flex h-5 flex-wrap gap-x-3 overflow-hidden text-12/5 whitespace-nowrap text-ink-3">
        {figuresOf(sort).map((name) => (
          <CardFigure key={name} name={name} feature={feature} />
        ))}
        {(feature.tags ?? []).map((tag) => (
          <Chip key={tag} className="h-4.5 px-1 text-11">
            {tag}
          </Chip>
        ))}
        <RowStar feature={feature} />
        <RowTags feature={feature} />
      </p>
      <CardHistogram heights={isDead ? [] : feature.sparkline} />
      <div className="h-16.5 [--kw-left:54%] [&>*]:leading-5.5">
        {(feature.examples ?? []).map((example, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: examples of one card never move
          <CardExample key={at} example={example} maximum={feature.maxActivation} />
        ))}
        {isDead ? <p className="text-ink-3">It fires on none of the analysed tokens.</p> : null}
      </div>
      <p className="mt-1.5 truncate">
        <span className="mr-1 text-12 text-ink-3">raises</span>{' '}
        {feature.promotedTokens.length > 0 ? <TokenLiterals tokens={feature.promotedTokens} /> : UNKNOWN}
      </p>
    </>
  )
})

/** Returns the figures of a card: density, maximum, and what the list is ordered by. */
function figuresOf(sort: FeatureSort): readonly StatisticName[] {
  const sorted = sortedBy(sort)
  const third =
    sorted === null || sorted === 'density' || sorted === 'maxActivation' ? 'singleTokenShare' : sorted
  return ['density', 'maxActivation', third]
}

const CARD_WORDS: Partial<Record<StatisticName, string>> = { maxActivation: 'max' }

function CardFigure({ name, feature }: { name: StatisticName; feature: FeatureRow }) {
  const { text, unit } = figureOf(name, feature)
  const figure = unit ? `${text}\u202f${unit}` : text
  if (name === 'density') return <span>{figure}</span>
  if (name === 'singleTokenShare') return <span>{figure} same</span>
  return (
    <span>
      {CARD_WORDS[name] ?? STATISTICS[name].words} {figure}
    </span>
  )
}
