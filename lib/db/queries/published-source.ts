import { SemascopeError } from '@/lib/errors'
import type { BrowseSource } from './browse'
import { getDictionary } from './dictionaries'

/** A dictionary and its current analysis, read together. Throws `not_found`, or `unavailable` before there is one. */
export async function publishedSource(slug: string): Promise<BrowseSource> {
  const dictionary = await getDictionary(slug)
  const { analysis } = dictionary
  if (!analysis)
    throw new SemascopeError('unavailable', `"${dictionary.slug}" has no published analysis yet; see /runs`)
  return { dictionary, analysis }
}
