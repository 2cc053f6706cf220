import { StudyBodySchema, StudyQuerySchema } from '@/lib/contract/studies'
import { getStudy, listStudies } from '@/lib/db/queries/studies'
import { makeStudy } from '@/lib/services/studies/create'
import { whoIsWriting } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** All studies, with the asking person's progress. */
export const GET = route({ query: StudyQuerySchema }, async ({ query, request }) => ({
  items: await listStudies(whoIsWriting(request, query.annotator)),
  nextCursor: null,
}))

/** Draws and stores a study. */
export const POST = route({ body: StudyBodySchema, status: 201, needs: 'admin' }, async ({ body, request }) =>
  getStudy(await makeStudy({ ...body, annotator: whoIsWriting(request, body.annotator) })),
)
