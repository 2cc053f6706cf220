import type { TermName } from '@/app/_ui/glossary/terms'
import type { FeatureSort } from '@/lib/contract/browse-query'
import {
  STATISTIC_NAMES,
  STATISTICS,
  type Statistic,
  type StatisticName,
  statisticOfSort,
} from '@/lib/domain/statistics'

/** What a column is besides its cells. */
export interface ColumnInfo {
  readonly id: ColumnId
  /** As the column menu calls it. */
  readonly name: string
  /** As its head calls it; shorter where the column is narrow. */
  readonly head: string
  readonly term: TermName
  readonly sort?: FeatureSort
  readonly statistic?: StatisticName
  /** Width in px at the usual size of text; `compact` where the page is narrow. */
  readonly size: number
  readonly compact: number
  /** Least width. */
  readonly least: number
}

export type ColumnId = 'index' | 'label' | 'sparkline' | 'raises' | 'example' | StatisticName

/** Columns whose place is fixed: they stay at the left while the others scroll. */
export const PINNED: readonly ColumnId[] = ['index', 'label']
/** The column that takes the room that the others leave. */
export const FLEXIBLE: ColumnId = 'example'

const HEADS: Partial<Record<StatisticName, string>> = {
  density: 'density %',
  maxActivation: 'max',
  singleTokenShare: 'same %',
  meanActivation: 'mean active',
  encoderDecoderCosine: 'enc · dec cosine',
}
/** Width and compact width of statistics that most readers see. Density has its place on an axis where there is room. */
const SIZES: Partial<Record<StatisticName, readonly [number, number]>> = {
  density: [148, 94],
  maxActivation: [72, 60],
  singleTokenShare: [84, 72],
}

function ofStatistic(name: StatisticName): ColumnInfo {
  const statistic: Statistic = STATISTICS[name]
  const head = HEADS[name] ?? statistic.words
  const usual = Math.max(84, Math.round(head.length * 7 + 40))
  const [size, compact] = SIZES[name] ?? [usual, usual - 4]
  return {
    id: name,
    name: statistic.words,
    head,
    term: statistic.term as TermName,
    ...(statistic.sortable ? { sort: statistic.short as FeatureSort } : {}),
    statistic: name,
    ...{ size, compact },
    least: 64,
  }
}

const FIXED = {
  index: {
    id: 'index',
    name: 'number',
    head: 'feature',
    term: 'feature',
    sort: 'index',
    size: 80,
    compact: 80,
    least: 60,
  },
  label: {
    id: 'label',
    name: 'label',
    head: 'label, or its top tokens',
    term: 'label',
    size: 240,
    compact: 168,
    least: 120,
  },
  sparkline: {
    id: 'sparkline',
    name: 'activations',
    head: 'activations',
    term: 'sparkline',
    size: 96,
    compact: 92,
    least: 72,
  },
  raises: {
    id: 'raises',
    name: 'raises',
    head: 'raises',
    term: 'logitWeights',
    size: 188,
    compact: 110,
    least: 80,
  },
  example: {
    id: 'example',
    name: 'strongest example',
    head: 'strongest example',
    term: 'example',
    size: 240,
    compact: 80,
    least: 160,
  },
} as const satisfies Record<string, ColumnInfo>

/** The columns that a reader sees who chose none. */
export const USUAL: readonly ColumnId[] = [
  ...([
    'index',
    'label',
    'density',
    'sparkline',
    'maxActivation',
    'singleTokenShare',
    'raises',
    'example',
  ] as const),
]

const EVERY: readonly ColumnInfo[] = [...Object.values(FIXED), ...STATISTIC_NAMES.map(ofStatistic)]
const rest = EVERY.filter(({ id }) => !USUAL.includes(id)).map(({ id }) => id)
const beforeRaises = USUAL.indexOf('raises')

/** The order of all columns of a reader who chose none: statistics that are hidden stand before the tokens it raises. */
export const ORDER: readonly ColumnId[] = [
  ...USUAL.slice(0, beforeRaises),
  ...rest,
  ...USUAL.slice(beforeRaises),
]

const BY_ID = new Map(EVERY.map((column) => [column.id, column]))

/** Returns what a column is. Throws for an id that no column has. */
export function columnOf(id: string): ColumnInfo {
  const column = BY_ID.get(id as ColumnId)
  if (!column) throw new Error(`there is no column "${id}"`)
  return column
}

/** Returns the statistic that a list is ordered by, or null for the number and for chance. */
export function sortedBy(sort: FeatureSort): StatisticName | null {
  return sort === 'index' || sort === 'random' ? null : statisticOfSort(sort)
}
