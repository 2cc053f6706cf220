/**
 * Computes the results of a closed study. The unit is the item: its value is the mean of its annotators' scores, so
 * that an item scored by three people counts no more than one scored by two.
 */
import { median } from '@/lib/domain/median'
import { LEVELS_SCORED, STUDY_ROLES, type StudyRole } from '@/lib/domain/study'
import { medianInterval } from './agreement/bootstrap'
import { holm } from './agreement/holm'
import { ordinalAlpha } from './agreement/krippendorff'
import { rankTest } from './agreement/rank-test'

const TOTALS = 15
const QUESTIONS = [
  'total',
  'confidence',
  'activationConsistency',
  'separation',
  'logitConsistency',
  'specificity',
] as const

export interface SummaryRow {
  readonly item: string
  readonly annotator: string
  readonly outcome: 'scored' | 'skipped'
  readonly total: number | null
  readonly confidence: number | null
  readonly activationConsistency: number | null
  readonly separation: number | null
  readonly logitConsistency: number | null
  readonly specificity: number | null
  readonly levels: readonly (number | null)[] | null
  readonly milliseconds: number
}

export interface SummaryItem {
  readonly item: string
  readonly role: StudyRole
  readonly density: number
}

/** Summarises a study. `items` are all drawn items, `rows` the answers to them; `seed` fixes the bootstrap. */
export function summariseStudy(items: readonly SummaryItem[], rows: readonly SummaryRow[], seed: number) {
  const scored = rows.filter((row) => row.outcome === 'scored')
  const byItem = groupBy(scored, (row) => row.item)
  const means = new Map(
    [...byItem].map(([item, own]) => [item, mean(own.flatMap((row) => row.total ?? []))] as const),
  )
  const roles = STUDY_ROLES.filter((role) => items.some((item) => item.role === role))
  const of = (role: StudyRole) => items.filter((item) => item.role === role)
  const valuesOf = (some: readonly SummaryItem[]) => some.flatMap((item) => means.get(item.item) ?? [])
  const rowsOf = (role: StudyRole, outcome: SummaryRow['outcome']) => {
    const own = new Set(of(role).map((item) => item.item))
    return rows.filter((row) => row.outcome === outcome && own.has(row.item)).length
  }

  const tests = roles.flatMap((first, at) =>
    roles.slice(at + 1).flatMap((second) => {
      const test = rankTest(valuesOf(of(first)), valuesOf(of(second)))
      return test ? [{ first, second, ...test }] : []
    }),
  )
  const adjusted = holm(tests.map(({ p }) => p))

  return {
    groups: roles.map((role) => {
      const values = valuesOf(of(role))
      const histogram = new Array<number>(TOTALS).fill(0)
      for (const value of values) histogram[Math.round(value)]++
      return {
        role,
        items: of(role).length,
        scored: values.length,
        scores: rowsOf(role, 'scored'),
        skipped: rowsOf(role, 'skipped'),
        histogram,
        median: median(values),
        interval: medianInterval(values, seed),
      }
    }),
    tests: tests.map((test, at) => ({ ...test, adjusted: adjusted[at] })),
    byDensity: roles.flatMap((role) =>
      [...groupBy(of(role), (item) => Math.floor(Math.log10(item.density)))]
        .sort(([a], [b]) => a - b)
        .flatMap(([decade, some]) => {
          const values = valuesOf(some)
          const middle = median(values)
          return middle === null ? [] : [{ role, decade, items: values.length, median: middle }]
        }),
    ),
    byLevel: roles.flatMap((role) =>
      Array.from({ length: LEVELS_SCORED }, (_, level) => level).flatMap((level) => {
        const values = of(role).flatMap((item) => {
          const given = (byItem.get(item.item) ?? []).flatMap((row) => row.levels?.[level] ?? [])
          return given.length > 0 ? [mean(given)] : []
        })
        return values.length > 0 ? [{ role, level, items: values.length, mean: mean(values) }] : []
      }),
    ),
    agreement: [
      ...QUESTIONS.map((question) =>
        agreement(
          question,
          [...byItem.values()].map((own) => own.flatMap((row) => row[question] ?? [])),
        ),
      ),
      ...(scored.some((row) => row.levels)
        ? [
            agreement(
              'levels' as const,
              [...byItem.values()].flatMap((own) =>
                Array.from({ length: LEVELS_SCORED }, (_, level) =>
                  own.flatMap((row) => row.levels?.[level] ?? []),
                ),
              ),
            ),
          ]
        : []),
    ],
    medianMilliseconds: median(scored.map((row) => row.milliseconds)),
    totalMilliseconds: scored.reduce((sum, row) => sum + row.milliseconds, 0),
    annotators: [...groupBy(rows, (row) => row.annotator)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([annotator, own]) => {
        const done = own.filter((row) => row.outcome === 'scored')
        return {
          annotator,
          scored: done.length,
          skipped: own.length - done.length,
          medianMilliseconds: median(done.map((row) => row.milliseconds)),
        }
      }),
  }
}

function agreement<Q extends string>(question: Q, units: readonly (readonly number[])[]) {
  return { question, alpha: ordinalAlpha(units), units: units.filter((unit) => unit.length >= 2).length }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
