import { memo } from 'react'
import { Sparkline } from '@/app/_ui/charts/sparkline'
import { ExampleLine } from '@/app/_ui/example-line'
import { FeatureName } from '@/app/_ui/feature-name'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { placeOfDensity } from '@/lib/view/density-axis'
import { formatSignificant } from '@/lib/view/format'
import { type ExtraColumn, formatMaximum, formatSame, labelTitle } from './columns'
import { RowStar, RowTags } from './row-marks'
import './css/columns.css'

interface Props {
  dictionary: string
  feature: FeatureRow
  /** Row of the list, from 0. */
  place: number
  isSelected: boolean
  extra: ExtraColumn | null
}

export const TableRow = memo(function TableRow({ dictionary, feature, place, isSelected, extra }: Props) {
  const href = paths.feature(dictionary, feature.index)
  const isDead = feature.count === 0
  return (
    <tr aria-rowindex={place + 2} {...(isSelected ? { 'aria-current': 'true' as const } : {})}>
      <td className="c-id">
        <a className="id" href={href}>
          {`#${feature.index}`}
        </a>
      </td>
      <td className="c-lab">
        <RowStar feature={feature} />
        <a
          className={feature.label ? undefined : 'rule'}
          href={href}
          tabIndex={-1}
          title={labelTitle(feature)}
        >
          <FeatureName feature={feature} />
        </a>
        <RowTags feature={feature} />
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
      <td className="c-max num">{formatMaximum(feature)}</td>
      <td className="c-one num sec">{formatSame(feature)}</td>
      {extra ? (
        <td className="c-x num">
          <span className="xn">{extra.name} </span>
          {extra.figure(feature)}
        </td>
      ) : null}
      <td className="c-pos">
        <TokenLiterals tokens={feature.promotedTokens} />
      </td>
      <td className="c-ex">
        <ExampleLine example={feature.example} />
      </td>
    </tr>
  )
})

/** The shape of a row that is still loading. */
export function WaitingRow({ place, columns }: { place: number; columns: number }) {
  return (
    <tr className="waiting" aria-rowindex={place + 2}>
      <td className="c-id dim">…</td>
      <td colSpan={columns - 1} />
    </tr>
  )
}
