import { StarBodySchema } from '@/lib/contract/marks'
import { setStar } from '@/lib/db/marks/feature-marks'
import { writeMark } from '../../_lib/marks'
import { otherMethods, route } from '../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Stars a feature, or takes a person's star away. */
export const POST = route({ body: StarBodySchema }, (input) =>
  writeMark(input, (db, on) => setStar(db, { ...on, starred: input.body.starred })),
)
