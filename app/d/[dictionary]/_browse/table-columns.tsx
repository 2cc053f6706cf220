import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { Sparkline } from '@/app/_ui/charts/sparkline'
import { ExampleLine } from '@/app/_ui/example-line'
import { FeatureName } from '@/app/_ui/feature-name'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import type { FeatureRow } from '@/lib/contract/schemas'
import type { StatisticName } from '@/lib/domain/statistics'
import { placeOfDensity } from '@/lib/view/density-axis'
import { formatFixed, formatPercent } from '@/lib/view/format'
import { type ColumnId, columnOf, ORDER } from './columns'
import { figureOf } from './figures'
import { RowStar, RowTags } from './row-marks'

/** What the table of features can do. Filters and the order are the server's. */
export const TABLE_FEATURES = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
})

const helper = createColumnHelper<typeof TABLE_FEATURES, FeatureRow>()

/** Renders the cell of a column for a feature. */
function CellOf({ column, feature }: { column: ColumnId; feature: FeatureRow }) {
  switch (column) {
    case 'index':
      return `#${feature.index}`
    case 'label':
      return (
        <>
          <RowStar feature={feature} />
          <FeatureName feature={feature} />
          <RowTags feature={feature} />
        </>
      )
    case 'sparkline':
      return feature.count === 0 ? null : <Sparkline heights={feature.sparkline} />
    case 'raises':
      return <TokenLiterals tokens={feature.promotedTokens} />
    case 'example':
      return <ExampleLine example={feature.example} />
    default:
      return <Figure name={column} feature={feature} />
  }
}

/** The figure of a statistic. Density has its place on the axis; on a phone, each says what it is. */
function Figure({ name, feature }: { name: StatisticName; feature: FeatureRow }) {
  const { text, unit } = figureOf(name, feature)
  const { statistic, name: words } = columnOf(name)
  const isUsual = name === 'density' || name === 'singleTokenShare'
  return (
    <>
      {statistic === 'density' && feature.count > 0 ? (
        <span
          aria-hidden="true"
          className="relative mr-3 inline-block h-0.5 w-14 bg-bar-soft align-[3px] max-xl:hidden"
        >
          <i
            className="absolute -top-0.75 -ml-1 size-2 rounded-full bg-ink-2 forced-colors:bg-[CanvasText]"
            style={{ left: `${(placeOfDensity(feature.density) * 100).toFixed(0)}%` }}
          />
        </span>
      ) : null}
      {isUsual ? null : (
        <span className="text-ink-3 md:hidden">{name === 'maxActivation' ? 'max' : words} </span>
      )}
      <span title={name === 'labelScore' ? labelTip(feature) : undefined}>{text}</span>
      {unit ? (
        <span className="text-ink-3 md:hidden">
          {'\u202f'}
          {unit}
          {name === 'singleTokenShare' ? ' same' : ''}
        </span>
      ) : null}
    </>
  )
}

/** What the score of the label is made of, if it is known. */
function labelTip({ labelPrecision, labelRecall, labelActivationShare }: FeatureRow): string | undefined {
  if (labelPrecision === null && labelActivationShare === null) return undefined
  return `precision ${formatFixed(labelPrecision)}, ${formatPercent(labelActivationShare)} of activation, recall ${formatFixed(labelRecall)}`
}

/** Every column of the table, for TanStack Table. */
export const TABLE_COLUMNS = helper.columns(
  ORDER.map((id) =>
    helper.display({
      id,
      size: columnOf(id).size,
      minSize: columnOf(id).least,
      header: columnOf(id).head,
      cell: ({ row }) => <CellOf column={id} feature={row.original} />,
    }),
  ),
)
