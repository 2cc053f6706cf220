import { database } from '@/lib/db'
import type { Entities } from '@/lib/db/database'
import type { OnFeature } from '@/lib/db/marks/feature-marks'
import { readMarks } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { whoIsWriting } from './person'

interface MarkBody {
  readonly dictionary: string
  readonly feature: number
  readonly person: string
}

/** Writes a mark on a feature that exists, and answers the feature's marks with the change. */
export async function writeMark(
  { body, request }: { body: MarkBody; request: Request },
  write: (db: Entities, on: OnFeature) => Promise<number | null>,
) {
  const db = await database()
  const dictionary = await getDictionary(db, body.dictionary)
  requireFeature(dictionary, body.feature)
  const person = whoIsWriting(request, body.person)
  const change = await write(db, { dictionaryId: dictionary.id, index: body.feature, person })
  return { change, marks: await readMarks(db, dictionary.id, body.feature) }
}
