/**
 * Statistics of a feature, once: sorts and filters of lists, their indexes, columns of tables, comparisons and exports
 * are derived from this table. A statistic is named as in a FeatureRow; its column in feature_stat is also its name in
 * CSV files.
 */

export interface Statistic {
  /** Name in addresses (`sort=max`), which never changes, since people keep links. */
  readonly short: string
  /** Column of feature_stat. */
  readonly column: string
  readonly type: 'real' | 'double precision' | 'integer' | 'bigint'
  /** As pages call it. */
  readonly words: string
  readonly unit: 'tokens' | 'share' | 'activation' | 'nats' | 'score' | 'points' | 'plain'
  /** What gives the value: the analysis, the label shown, or people in closed studies. */
  readonly origin: 'analysis' | 'label' | 'study'
  readonly sortable: boolean
  /** Names of the filters that give its least and greatest value. */
  readonly least?: string
  readonly most?: string
  /** The axis on which dictionaries are compared by it; not compared when left out. */
  readonly compared?: 'linear' | 'log'
  /** Its entry in the glossary. */
  readonly term: string
  /** Whether the table of features always has a column for it; otherwise it has one when ordered by it. */
  readonly always?: boolean
}

export const STATISTICS = {
  count: {
    short: 'count',
    column: 'count',
    type: 'bigint',
    words: 'firings',
    unit: 'tokens',
    origin: 'analysis',
    sortable: false,
    term: 'density',
  },
  density: {
    short: 'density',
    column: 'density',
    type: 'double precision',
    words: 'density',
    unit: 'share',
    origin: 'analysis',
    sortable: true,
    term: 'density',
    always: true,
    least: 'minDensity',
    most: 'maxDensity',
    compared: 'log',
  },
  maxActivation: {
    short: 'max',
    column: 'max_activation',
    type: 'real',
    words: 'maximum',
    unit: 'activation',
    origin: 'analysis',
    sortable: true,
    term: 'maximum',
    always: true,
    least: 'minMaximum',
    most: 'maxMaximum',
    compared: 'log',
  },
  meanActivation: {
    short: 'mean',
    column: 'mean_activation',
    type: 'real',
    words: 'mean when active',
    unit: 'activation',
    origin: 'analysis',
    sortable: true,
    term: 'mean',
    compared: 'log',
  },
  distinctTokens: {
    short: 'tokens',
    column: 'distinct_tokens',
    type: 'integer',
    words: 'distinct tokens',
    unit: 'tokens',
    origin: 'analysis',
    sortable: true,
    term: 'distinctTokens',
  },
  singleTokenShare: {
    short: 'same',
    column: 'single_token_share',
    type: 'real',
    words: 'same token in top 20',
    unit: 'share',
    origin: 'analysis',
    sortable: true,
    term: 'singleTokenShare',
    always: true,
    least: 'minSame',
    compared: 'linear',
  },
  lossEffect: {
    short: 'loss',
    column: 'loss_effect',
    type: 'real',
    words: 'loss effect',
    unit: 'nats',
    origin: 'analysis',
    sortable: true,
    term: 'meanLossEffect',
    compared: 'linear',
  },
  labelScore: {
    short: 'score',
    column: 'label_score',
    type: 'real',
    words: 'label score',
    unit: 'score',
    origin: 'label',
    sortable: true,
    term: 'labelScore',
    least: 'minScore',
    compared: 'linear',
  },
  labelPrecision: {
    short: 'precision',
    column: 'label_precision',
    type: 'real',
    words: 'precision of the label',
    unit: 'share',
    origin: 'label',
    sortable: false,
    term: 'labelScore',
  },
  labelRecall: {
    short: 'recall',
    column: 'label_recall',
    type: 'real',
    words: 'recall of the label',
    unit: 'share',
    origin: 'label',
    sortable: false,
    term: 'labelScore',
  },
  labelActivationShare: {
    short: 'covered',
    column: 'label_activation_share',
    type: 'real',
    words: 'activation that the label predicts',
    unit: 'share',
    origin: 'label',
    sortable: false,
    term: 'labelScore',
  },
  studyScore: {
    short: 'study',
    column: 'study_score',
    type: 'real',
    words: 'study score',
    unit: 'points',
    origin: 'study',
    sortable: true,
    term: 'studyScore',
  },
  encoderBias: {
    short: 'bias',
    column: 'encoder_bias',
    type: 'real',
    words: 'encoder bias',
    unit: 'plain',
    origin: 'analysis',
    sortable: true,
    term: 'encoderBias',
  },
  encoderNorm: {
    short: 'encoderNorm',
    column: 'encoder_norm',
    type: 'real',
    words: 'encoder norm',
    unit: 'plain',
    origin: 'analysis',
    sortable: true,
    term: 'encoderNorm',
  },
  encoderDecoderCosine: {
    short: 'cosine',
    column: 'encoder_decoder_cosine',
    type: 'real',
    words: 'encoder · decoder cosine',
    unit: 'plain',
    origin: 'analysis',
    sortable: true,
    term: 'encoderCosine',
    compared: 'linear',
  },
} as const satisfies Record<string, Statistic>

export type StatisticName = keyof typeof STATISTICS
/** Every statistic, in the order of the table above. */
export const STATISTIC_NAMES = Object.keys(STATISTICS) as StatisticName[]

type With<Field extends string, Value = unknown> = {
  [Name in StatisticName]: (typeof STATISTICS)[Name] extends Readonly<Record<Field, Value>> ? Name : never
}[StatisticName]

/** Statistics that lists are ordered by. */
export type SortableName = With<'sortable', true>
export const SORTABLE = STATISTIC_NAMES.filter((name): name is SortableName => STATISTICS[name].sortable)

/** Statistics that dictionaries are compared by. */
export type ComparedName = With<'compared'>
export const COMPARED = STATISTIC_NAMES.filter((name): name is ComparedName => 'compared' in STATISTICS[name])

/** The short names of statistics that lists are ordered by. */
export type SortName = (typeof STATISTICS)[SortableName]['short']

/** Returns the statistic of a short name. */
export function statisticOfSort(short: SortName): SortableName {
  const name = SORTABLE.find((each) => STATISTICS[each].short === short)
  if (name === undefined) throw new Error(`no statistic is called "${short}"`)
  return name
}
