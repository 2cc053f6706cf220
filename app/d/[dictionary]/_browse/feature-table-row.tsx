import Link from 'next/link'
import { memo } from 'react'
import { Sparkline } from '@/app/_ui/charts/sparkline'
import { ExampleLine } from '@/app/_ui/example-line'
import { FeatureName } from '@/app/_ui/feature-name'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { placeOfDensity } from '@/lib/api/density-axis'
import { formatFixed, formatSignificant, UNKNOWN } from '@/lib/api/format'
import { paths } from '@/lib/api/paths'
import type { FeatureRow } from '@/lib/api/schemas'

interface Props {
  dictionary: string
  feature: FeatureRow
  /** Row of the table, the head being 1. */
  place: number
  isSelected: boolean
}

export const FeatureTableRow = memo(function FeatureTableRow({
  dictionary,
  feature,
  place,
  isSelected,
}: Props) {
  const href = paths.feature(dictionary, feature.index)
  const isDead = feature.count === 0
  const same = feature.singleTokenShare
  return (
    <tr aria-rowindex={place} {...(isSelected ? { 'aria-current': 'true' as const } : {})}>
      <td className="c-id">
        <Link className="id" href={href} prefetch={false}>
          #{feature.index}
        </Link>
      </td>
      <td className="c-lab">
        <Link
          className={feature.label ? undefined : 'rule'}
          href={href}
          prefetch={false}
          tabIndex={-1}
          title={labelTitle(feature)}
        >
          <FeatureName feature={feature} />
        </Link>
      </td>
      <td className="c-dens num">
        {isDead ? null : (
          <span className="dot" aria-hidden="true">
            <i style={{ left: `${(placeOfDensity(feature.density) * 100).toFixed(0)}%` }} />
          </span>
        )}
        <span className="v">{formatSignificant(feature.density * 100)}</span>
      </td>
      <td className="c-sp">{isDead ? null : <Sparkline heights={feature.sparkline} />}</td>
      <td className="c-max num">{isDead ? UNKNOWN : formatMaximum(feature.maxActivation)}</td>
      <td className="c-one num sec">{same === null ? UNKNOWN : Math.round(same * 100)}</td>
      <td className="c-pos">
        <TokenLiterals tokens={feature.promotedTokens} />
      </td>
      <td className="c-ex">
        <ExampleLine example={feature.example} />
      </td>
    </tr>
  )
})

/** Three figures: 28.7, 9.64, 0.52. */
function formatMaximum(value: number): string {
  return value >= 10 ? formatFixed(value, 1) : formatFixed(value, 2)
}

function labelTitle(feature: FeatureRow): string | undefined {
  if (!feature.label) return undefined
  const by = feature.labelAuthor === 'rules' ? 'by rules' : `by ${feature.labelAuthor}`
  const score = feature.labelScore === null ? '' : `, score ${formatFixed(feature.labelScore)}`
  return `${feature.label}\n${by}${score}`
}
