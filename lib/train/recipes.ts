/**
 * Reads models/recipes.json, which says how every shipped model and dictionary is trained. Settings common to all of
 * a kind are under `model` and `dictionary`; an entry adds settings or replaces them.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { messageOf, SemascopeError } from '@/lib/errors'
import {
  type DictionaryTrainingSettings,
  dictionaryTrainingSettings,
  type ModelTrainingSettings,
  modelTrainingSettings,
} from './settings'

export interface ModelRecipe {
  readonly settings: ModelTrainingSettings
  readonly dictionaries: readonly DictionaryTrainingSettings[]
}

const values = z.record(z.string(), z.union([z.number(), z.string()]))
const file = z.strictObject({
  model: values.default({}),
  dictionary: values.default({}),
  models: z.array(z.object({ dictionaries: z.array(values) }).catchall(z.union([z.number(), z.string()]))),
})

/** Reads recipes. Throws `invalid_input` with the file, the entry and the wrong setting. */
export function readRecipes(path: string): ModelRecipe[] {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new SemascopeError('invalid_input', `${path}: ${messageOf(cause)}`, { cause })
  }
  const result = file.safeParse(json)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new SemascopeError('invalid_input', `${path}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { model: ofModels, dictionary: ofDictionaries, models } = result.data
  const recipes = models.map(({ dictionaries, ...own }): ModelRecipe => {
    const settings = checked(path, { ...ofModels, ...own }, modelTrainingSettings)
    return {
      settings,
      dictionaries: dictionaries.map((entry) =>
        strictDictionarySettings(`${path}, ${settings.name}`, { ...ofDictionaries, ...entry }),
      ),
    }
  })
  refuseRepeats(
    path,
    recipes.map(({ settings }) => settings.name),
  )
  for (const { settings, dictionaries } of recipes)
    refuseRepeats(
      `${path}, ${settings.name}`,
      dictionaries.map(({ name }) => name),
    )
  return recipes
}

/** Returns the settings of a dictionary. Throws `invalid_input` for a value out of range or an unknown setting. */
export function strictDictionarySettings(
  where: string,
  given: Readonly<Record<string, unknown>>,
): DictionaryTrainingSettings {
  return checked(where, given, dictionaryTrainingSettings)
}

/** Parses settings. Throws for a setting that the parser does not know. */
function checked<T extends { readonly name: string }>(
  where: string,
  given: Readonly<Record<string, unknown>>,
  parse: (input: never) => T,
): T {
  const label = `${where}, ${JSON.stringify(given.name)}`
  let settings: T
  try {
    settings = parse(given as never)
  } catch (cause) {
    throw new SemascopeError('invalid_input', `${label}: ${messageOf(cause)}`, { cause })
  }
  const unknown = Object.keys(given).find((key) => !(key in settings))
  if (unknown) throw new SemascopeError('invalid_input', `${label}: there is no setting "${unknown}"`)
  return settings
}

function refuseRepeats(where: string, names: readonly string[]): void {
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated) throw new SemascopeError('invalid_input', `${where}: "${repeated}" is there twice`)
}
