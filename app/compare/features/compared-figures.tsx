import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { STATISTIC_NAMES, STATISTICS, type StatisticName } from '@/lib/domain/statistics'
import { statisticText } from '@/lib/view/statistic-text'
import { keyOf, nameOf } from './columns'

/** Every statistic of the features, one a line, with a bar for its size beside the greatest of the line. */
export function ComparedFigures({ features }: { features: readonly Feature[] }) {
  return (
    <Pane titleId="figures" title="Figures" remark="bars compare the sizes of one line" className="px-0">
      <div className="overflow-x-clip">
        <table className="w-[calc(100%+1.5rem)] table-fixed border-collapse max-md:w-full">
          <thead className="sr-only">
            <tr>
              <th scope="col">Statistic</th>
              {features.map((feature) => (
                <th key={keyOf(feature)} scope="col">
                  {nameOf(feature)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {STATISTIC_NAMES.map((name) => (
              <FigureLine key={name} name={name} features={features} />
            ))}
          </tbody>
        </table>
      </div>
    </Pane>
  )
}

function FigureLine({ name, features }: { name: StatisticName; features: readonly Feature[] }) {
  const { words, term } = STATISTICS[name]
  const values = features.map((feature) => figureOf(name, feature))
  const greatest = Math.max(...values.map((value) => Math.abs(value ?? 0)))
  return (
    <tr className="h-row border-b border-line last:border-b-0">
      <th scope="row" className="w-44 pr-2 max-lg:w-36 text-left font-normal text-ink-2 max-md:w-28">
        <Term name={term as TermName}>{words}</Term>
      </th>
      {values.map((value, at) => (
        <td key={keyOf(features[at])} className="pr-6 max-md:pr-2">
          <span className="flex items-center gap-2">
            <span className="w-24 flex-none text-right whitespace-nowrap max-md:w-auto max-md:flex-1">
              {statisticText(name, value)}
            </span>
            <span aria-hidden="true" className="h-2 min-w-0 flex-1 max-md:hidden">
              <i
                className="block h-full rounded-1 bg-bar forced-color-adjust-none"
                style={{ width: `${greatest > 0 ? (100 * Math.abs(value ?? 0)) / greatest : 0}%` }}
              />
            </span>
          </span>
        </td>
      ))}
    </tr>
  )
}

function figureOf(name: StatisticName, feature: Feature): number | null {
  switch (name) {
    case 'labelScore':
      return feature.label?.score ?? null
    case 'labelPrecision':
      return feature.label?.precision ?? null
    case 'labelRecall':
      return feature.label?.recall ?? null
    case 'labelActivationShare':
      return feature.label?.activationShare ?? null
    case 'studyScore':
      return feature.studyScore?.score ?? null
    default:
      return feature[name]
  }
}
