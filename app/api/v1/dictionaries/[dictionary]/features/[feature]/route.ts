import { FeatureParamsSchema } from '@/lib/contract/feature'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { readFeature } from '@/lib/db/queries/feature'
import { readLabels } from '@/lib/db/queries/meaning'
import { otherMethods, route } from '../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ params: FeatureParamsSchema }, async ({ params }) => {
  const db = await database()
  const dictionary = await getPublished(db, params.dictionary)
  const [feature, labels] = await Promise.all([
    readFeature(dictionary, params.feature),
    readLabels(db, dictionary.id, params.feature),
  ])
  return { ...feature, labels }
})
