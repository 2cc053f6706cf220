import { summariseStudy } from '@/lib/analysis/study-summary'
import type { StudyResults } from '@/lib/contract/study-results'
import type { Database } from '@/lib/db/database'
import { closedStudy, studyItems, studyRows } from '@/lib/db/queries/studies'

/** Returns everything about a closed study. Throws `not_found`, or `forbidden` while the study is open. */
export async function studyResults(db: Database, id: number): Promise<StudyResults> {
  const study = await closedStudy(db, id)
  const [items, rows] = await Promise.all([studyItems(db, id), studyRows(db, id)])
  return {
    study,
    summary: summariseStudy(items, rows, study.seed),
    items: items.map((item) => {
      const own = rows.filter((row) => row.item === item.item)
      const totals = own.flatMap((row) => row.total ?? [])
      const mean = totals.length > 0 ? totals.reduce((sum, total) => sum + total, 0) / totals.length : null
      return { ...item, mean, rows: own }
    }),
  }
}
