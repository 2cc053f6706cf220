/**
 * Decides whether a directory holds the result of a recipe: trained with these settings, on this text and this model,
 * and with the weights that were written. Every function returns the first reason why not, or null.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { withShuffledWeights } from '@/lib/compute/shuffled-model'
import { messageOf } from '@/lib/errors'
import {
  dictionaryHash,
  type LoadedModel,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
} from '@/lib/models'
import {
  type DictionaryTrainingSettings,
  dictionaryTrainingSettings,
  type ModelTrainingSettings,
  modelTrainingSettings,
  ownSettings,
} from './settings'

const recordSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  corpus: z.object({ hash: z.string() }),
  model: z.object({ hash: z.string() }).optional(),
  /** Hash of the weights as read back; old records have none. */
  hash: z.string().optional(),
})
type Record = z.infer<typeof recordSchema>

/** Returns why a model's directory is not what the settings give on the corpus, or null. */
export function modelUnfinished(
  dir: string,
  settings: ModelTrainingSettings,
  corpusHash: string,
): string | null {
  return unfinished(dir, settings, corpusHash, modelTrainingSettings, () => {
    const { spec, weights } = loadModelDirectory(dir)
    return modelHash(spec, weights)
  })
}

/** Returns why a dictionary's directory is not what the settings give on the model and the corpus, or null. */
export function dictionaryUnfinished(
  dir: string,
  settings: DictionaryTrainingSettings,
  model: LoadedModel,
  corpusHash: string,
): string | null {
  const { spec, weights } = withShuffledWeights(model, settings.shuffleWeights)
  const own = (input: never) => ownSettings(dictionaryTrainingSettings(input))
  return unfinished(dir, ownSettings(settings), corpusHash, own, (record) => {
    if (record.model?.hash !== modelHash(spec, weights)) return 'it was trained on other weights of the model'
    const dictionary = loadDictionaryDirectory(dir, spec)
    return dictionaryHash(dictionary.spec, dictionary.weights)
  })
}

/** Returns the hash of the weights that a training wrote to a directory, or null if it recorded none. */
export function recordedHash(dir: string): string | null {
  const file = path.join(dir, 'training.json')
  if (!existsSync(file)) return null
  return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).hash ?? null
}

function unfinished<T extends object>(
  dir: string,
  settings: T,
  corpusHash: string,
  parse: (input: never) => T,
  hashOrReason: (record: Record) => string,
): string | null {
  const file = path.join(dir, 'training.json')
  if (!existsSync(file)) return 'it is not trained yet'
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    // Settings that did not exist then have their default value.
    const difference = firstDifference(parse(record.settings as never), settings)
    if (difference) return difference
    if (record.corpus.hash !== corpusHash)
      return `it was trained on the text ${record.corpus.hash}, the text is now ${corpusHash}`
    const found = hashOrReason(record)
    if (!/^[0-9a-f]{64}$/.test(found)) return found
    return record.hash === undefined || record.hash === found
      ? null
      : 'its weights are not those that were written'
  } catch (error) {
    return messageOf(error)
  }
}

/**
 * Returns the first setting that differs. Threads are ignored: they may change the last bits of a result, but not its
 * kind.
 */
function firstDifference<T extends object>(was: T, is: T): string | null {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => key !== 'threads')
  const read = (of: T, key: string) => JSON.stringify(Reflect.get(of, key))
  const key = keys.find((name) => read(was, name) !== read(is, name))
  return key === undefined
    ? null
    : `it was trained with ${key} ${read(was, key)}, the recipe has ${read(is, key)}`
}
