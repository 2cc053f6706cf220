import type { ModelSpec } from '@/lib/domain/model'
import { type LoadedDictionary, readSaeLensDictionary } from './saelens'

export type { LoadedDictionary } from './saelens'

/** Loads a dictionary directory for a model; SAELens is the only known layout. */
export function loadDictionaryDirectory(dir: string, model: ModelSpec): LoadedDictionary {
  return readSaeLensDictionary(dir, model)
}
