/** Writes the export of a closed study, one row per answer or skip, as CSV or JSON lines, and its codebook. Pure. */

import type { StudyRow, StudySettingsView } from '@/lib/contract/study-results'
import { LEVELS_SCORED } from '@/lib/domain/study'
import { type CsvValue, csvLine } from './csv'

interface Column {
  readonly name: string
  readonly says: string
  readonly of: (row: StudyRow) => CsvValue
}

const EXPORT_COLUMNS: readonly Column[] = [
  { name: 'item', says: 'Random identifier of the item in the study', of: (row) => row.item },
  { name: 'role', says: 'features, neurons or control', of: (row) => row.role },
  { name: 'dictionary', says: 'Dictionary the item was drawn from', of: (row) => row.dictionary },
  { name: 'feature', says: 'Index of the feature in its dictionary', of: (row) => row.feature },
  {
    name: 'density',
    says: 'Share of tokens on which the feature was active when the item was drawn',
    of: (row) => row.density,
  },
  { name: 'annotator', says: 'Who scored or skipped the item', of: (row) => row.annotator },
  { name: 'outcome', says: 'scored or skipped', of: (row) => row.outcome },
  {
    name: 'submission',
    says: 'Identifier of the submission; empty if the item was skipped',
    of: (row) => row.submission,
  },
  {
    name: 'interpretation',
    says: 'What the item means, in the words of the annotator',
    of: (row) => row.interpretation,
  },
  { name: 'confidence', says: '0–3: confidence in the interpretation', of: (row) => row.confidence },
  {
    name: 'activation_consistency',
    says: '0–5: high activations agree with the interpretation',
    of: (row) => row.activationConsistency,
  },
  {
    name: 'separation',
    says: '0–1: activations that do not agree have separate, clear meanings; empty if activation_consistency is 5',
    of: (row) => row.separation,
  },
  {
    name: 'logit_consistency',
    says: '0–3: raised next tokens agree with the interpretation',
    of: (row) => row.logitConsistency,
  },
  { name: 'specificity', says: '0–3: the interpretation is specific', of: (row) => row.specificity },
  { name: 'total', says: '0–14: sum of the five answers; an empty answer counts 0', of: (row) => row.total },
  ...Array.from({ length: LEVELS_SCORED }, (_, level) => ({
    name: `level_${level}`,
    says: `0–5: examples between ${LEVELS_SCORED - 1 - level}/11 and ${LEVELS_SCORED - level}/11 of the maximum agree with the interpretation; empty if there are no examples`,
    of: (row: StudyRow) => row.levels?.[level] ?? null,
  })),
  { name: 'milliseconds', says: 'Time the item was in view', of: (row) => row.milliseconds },
  {
    name: 'skip_reason',
    says: 'unreadable, recognised, display or other; empty if the item was scored',
    of: (row) => row.skipReason,
  },
  { name: 'skip_note', says: 'What the annotator wrote about the skip', of: (row) => row.skipNote },
  { name: 'recorded_at', says: 'When the answer was stored, UTC', of: (row) => row.recordedAt },
]

/** The header line of the CSV. */
export const STUDY_CSV_HEAD = csvLine(EXPORT_COLUMNS.map((column) => column.name))

export function studyCsvLine(row: StudyRow): string {
  return csvLine(EXPORT_COLUMNS.map((column) => column.of(row)))
}

export function studyJsonLine(row: StudyRow): string {
  return `${JSON.stringify(Object.fromEntries(EXPORT_COLUMNS.map((column) => [column.name, column.of(row)])))}\n`
}

/** Returns the settings of the study and the meaning of the columns as Markdown. */
export function codebook(study: StudySettingsView): string {
  const settings: readonly (readonly [string, string | number])[] = [
    ['Study', `${study.id}, ${study.name}`],
    ['Made', `${study.createdAt} by ${study.createdBy}`],
    ['Closed', `${study.closedAt} by ${study.closedBy}`],
    ['Sampling', `${study.sampling}, seed ${study.seed}, without replacement`],
    ['Items per dictionary', study.itemsEach],
    [
      'Left out as dead',
      `features active on fewer than ${study.minFirings} tokens, or with fewer than 10 raised tokens`,
    ],
    ['Annotators per item', study.annotators],
    ['Examples per activation level', study.examples],
    ['Activation levels scored', study.asksLevels ? 'yes' : 'no'],
  ]
  const sources = study.sources.map(
    (source) =>
      `| ${source.dictionary} | ${source.role} | ${source.features} | ${source.eligible} | ${source.corpus} | ${source.analysis} | ${source.weightsHash} |`,
  )
  return [
    `# Codebook: ${study.name}`,
    '',
    'There is one row per item and annotator: the last answers of the annotator, or the skip. Withdrawn answers are left',
    'out. An empty cell means that a value is unknown or that a question was not asked; it never means 0. In the CSV, an',
    'apostrophe is put before texts that a spreadsheet would take for a formula; JSON lines hold texts unchanged.',
    '',
    ...settings.map(([name, value]) => `- ${name}: ${value}`),
    '',
    '| dictionary | role | features | eligible | corpus | analysis | weights |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...sources,
    '',
    '| column | meaning |',
    '| --- | --- |',
    ...EXPORT_COLUMNS.map((column) => `| ${column.name} | ${column.says} |`),
    '',
  ].join('\n')
}
