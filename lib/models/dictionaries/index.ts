import type { ModelSpec } from '@/lib/domain/model'
import { type LoadedStandard, readStandardDictionary } from './standard'

export type LoadedDictionary = LoadedStandard

/** Loads a dictionary directory for a model; SAELens is the only layout known. */
export function loadDictionaryDirectory(dir: string, model: ModelSpec): LoadedDictionary {
  return readStandardDictionary(dir, model)
}
