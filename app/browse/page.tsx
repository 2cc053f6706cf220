import { redirect } from 'next/navigation'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { defaultDictionary } from '@/lib/db/queries/dictionaries'

export const dynamic = 'force-dynamic'

/** Browse without a dictionary: the main one, or home while there is none. */
export default async function BrowseAny() {
  const dictionary = await defaultDictionary(await database())
  redirect(dictionary === null ? paths.home() : paths.browse(dictionary))
}
