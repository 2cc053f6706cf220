import { wholeList } from '@/lib/contract/scalars'
import { getDictionary, listDictionaries } from '@/lib/db/queries/dictionaries'
import { findQuality } from '@/lib/db/queries/quality'
import { SemascopeError } from '@/lib/errors'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { api } from '../_lib/implement'

const os = api.dictionaries

export const dictionaries = {
  list: os.list.handler(async ({ context: { db } }) =>
    wholeList((await listDictionaries(db)).map(toDictionary)),
  ),
  get: os.get.handler(async ({ context: { db }, input: { params } }) =>
    toDictionary(await getDictionary(db, params.dictionary)),
  ),
  quality: os.quality.handler(async ({ context: { db }, input: { params } }) => {
    const quality = await findQuality(db, params.dictionary)
    if (!quality) throw new SemascopeError('not_found', `there is no dictionary "${params.dictionary}"`)
    return quality
  }),
}
