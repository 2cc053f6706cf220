import { StudyParamsSchema } from '@/lib/contract/studies'
import { studyResults } from '@/lib/services/studies/results'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** Figures and items of a closed study. */
export const GET = route({ params: StudyParamsSchema }, async ({ params }) => studyResults(params.study))
