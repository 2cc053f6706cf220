import { memo } from 'react'
import { FeatureName } from '@/app/_ui/feature-name'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { formatPercent, UNKNOWN } from '@/lib/view/format'
import { CardExample } from './card-example'
import { CardHistogram } from './card-histogram'
import { type ExtraColumn, formatMaximum, formatSame, labelTitle } from './columns'
import { RowStar, RowTags } from './row-marks'

interface Props {
  dictionary: string
  feature: FeatureRow
  extra: ExtraColumn | null
}

/** A feature as a card: name, statistics, histogram, strongest examples, and the tokens it raises. */
export const FeatureCard = memo(function FeatureCard({ dictionary, feature, extra }: Props) {
  const isDead = feature.count === 0
  const tags = feature.tags ?? []
  return (
    <>
      <h2 title={labelTitle(feature)}>
        <a href={paths.feature(dictionary, feature.index)}>
          <span className="mono link">{`#${feature.index}`}</span> <FeatureName feature={feature} />
        </a>
      </h2>
      <p className="m">
        <span title="Density: share of tokens on which the feature is active">
          {formatPercent(feature.density)}
        </span>
        <span>max {formatMaximum(feature)}</span>
        {extra ? (
          <span>
            {extra.name} {extra.figure(feature)}
          </span>
        ) : (
          <span title="Most frequent token in the top 20 examples">{formatSame(feature)} % same</span>
        )}
        {tags.map((tag) => (
          <span className="chip" key={tag}>
            {tag}
          </span>
        ))}
        <RowStar feature={feature} />
        <RowTags feature={feature} />
      </p>
      <CardHistogram heights={isDead ? [] : feature.sparkline} />
      <div className="kws">
        {(feature.examples ?? []).map((example, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: examples of one card never move
          <CardExample key={at} example={example} maximum={feature.maxActivation} />
        ))}
        {isDead ? <p className="dim">It is active on none of the analysed tokens.</p> : null}
      </div>
      <p className="lits">
        <span className="dim">raises</span>{' '}
        {feature.promotedTokens.length > 0 ? <TokenLiterals tokens={feature.promotedTokens} /> : UNKNOWN}
      </p>
    </>
  )
})
