import { database } from '@/lib/db'
import type { OnFeature } from '@/lib/db/marks/feature-marks'
import { readMarks } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import type { Pool } from '@/lib/db/transaction'
import { whoIsWriting } from './person'

interface MarkBody {
  readonly dictionary: string
  readonly feature: number
  readonly person: string
}

/** Writes a mark on a feature that exists, and answers the feature's marks with the change. */
export async function writeMark(
  { body, request }: { body: MarkBody; request: Request },
  write: (pool: Pool, on: OnFeature) => Promise<number | null>,
) {
  const dictionary = await getDictionary(await database(), body.dictionary)
  requireFeature(dictionary, body.feature)
  const { pool } = await database()
  const person = whoIsWriting(request, body.person)
  const change = await write(pool, { dictionaryId: dictionary.id, index: body.feature, person })
  return { change, marks: await readMarks(dictionary.id, body.feature) }
}
