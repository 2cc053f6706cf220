/**
 * Trains models and their dictionaries by recipes, one after another. Finished members are left alone; interrupted
 * members continue from their checkpoint.
 */
import path from 'node:path'
import { SemascopeError } from '@/lib/errors'
import { loadModelDirectory, modelHash } from '@/lib/models'
import type { TrainingCorpus } from './corpus'
import { trainDictionary } from './dictionary'
import { dictionaryUnfinished, modelUnfinished } from './finished'
import { keyedRun, type SharedRun } from './keyed-run'
import { type TrainingRun, trainModel } from './model'
import type { ModelRecipe } from './recipes'
import type { DictionaryTrainingSettings } from './settings'

export interface FamilyMember {
  /** `one-layer-a`, or `one-layer-a.a1`. */
  readonly name: string
  readonly dir: string
}

export interface FamilyRun extends SharedRun {
  /** The directory of the models. */
  readonly home: string
  /** Names of members; for a dictionary the name without its model's is enough. Default: all. */
  readonly only?: readonly string[]
  /** Whether to train finished members again. */
  readonly force?: boolean
  /** Called before a member is trained with the reason, or with null if there is nothing to do. */
  readonly starts?: (member: FamilyMember, why: string | null) => void
  readonly trained?: (member: FamilyMember) => void
}

/** Returns the members of a recipe, the model first. */
function members({ settings, dictionaries }: ModelRecipe, home: string) {
  const model = { name: settings.name, dir: path.join(home, settings.name) }
  return {
    model,
    dictionaries: dictionaries.map((own) => ({
      name: `${settings.name}.${own.name}`,
      dir: path.join(model.dir, 'dictionaries', own.name),
      settings: own,
    })),
  }
}

/** Checks the family without training: returns each member with the reason why it is not finished, or null. */
export function checkFamily(
  recipes: readonly ModelRecipe[],
  corpus: Pick<TrainingCorpus, 'hash'>,
  home: string,
): { member: FamilyMember; why: string | null }[] {
  return recipes.flatMap((recipe) => {
    const { model, dictionaries } = members(recipe, home)
    const why = modelUnfinished(model.dir, recipe.settings, corpus.hash)
    const loaded = why === null ? loadModelDirectory(model.dir) : null
    return [
      { member: model, why },
      ...dictionaries.map(({ name, dir, settings }) => ({
        member: { name, dir },
        why: loaded
          ? dictionaryUnfinished(dir, settings, loaded, corpus.hash)
          : `its model is not finished: ${why}`,
      })),
    ]
  })
}

/**
 * Trains the members that are not finished. Throws `invalid_input` for an unknown name, and `conflict` for a
 * dictionary whose model is not that of the recipe and is not selected.
 */
export async function trainFamily(
  recipes: readonly ModelRecipe[],
  corpus: TrainingCorpus,
  run: FamilyRun,
): Promise<void> {
  const wanted = selection(recipes, run.only)
  for (const recipe of recipes) {
    const { model, dictionaries } = members(recipe, run.home)
    const chosen = dictionaries.filter(({ name }) => wanted.has(name))
    const why = modelUnfinished(model.dir, recipe.settings, corpus.hash)
    if (wanted.has(model.name))
      await member(model, why, run, { settings: recipe.settings, corpus: corpus.hash }, (own) =>
        trainModel(recipe.settings, corpus, own),
      )
    else if (chosen.length > 0 && why !== null)
      throw new SemascopeError('conflict', `${chosen[0].name} needs ${model.dir} first: ${why}`)
    if (chosen.length > 0) await trainDictionaries(model.dir, chosen, corpus, run)
  }
}

async function trainDictionaries(
  modelDir: string,
  chosen: readonly (FamilyMember & { readonly settings: DictionaryTrainingSettings })[],
  corpus: TrainingCorpus,
  run: FamilyRun,
): Promise<void> {
  const model = loadModelDirectory(modelDir)
  const hash = modelHash(model.spec, model.weights)
  for (const { name, dir, settings } of chosen) {
    const why = dictionaryUnfinished(dir, settings, model, corpus.hash)
    await member({ name, dir }, why, run, { settings, model: hash, corpus: corpus.hash }, (own) =>
      trainDictionary(settings, modelDir, corpus, own),
    )
  }
}

async function member(
  what: FamilyMember,
  why: string | null,
  run: FamilyRun,
  identity: Readonly<Record<string, unknown>>,
  train: (own: TrainingRun) => Promise<unknown>,
): Promise<void> {
  const reason = why ?? (run.force ? 'it is to be trained again' : null)
  run.starts?.(what, reason)
  if (reason === null) return
  await keyedRun(what.name, what.dir, identity, run, train)
  run.trained?.(what)
}

function selection(recipes: readonly ModelRecipe[], only: readonly string[] | undefined): Set<string> {
  const all = recipes.flatMap((recipe) => {
    const { model, dictionaries } = members(recipe, '')
    return [model.name, ...dictionaries.map(({ name }) => name)]
  })
  if (!only) return new Set(all)
  const matches = (name: string) => all.filter((full) => full === name || full.endsWith(`.${name}`))
  const unknown = only.find((name) => matches(name).length === 0)
  if (unknown !== undefined)
    throw new SemascopeError(
      'invalid_input',
      `there is no recipe of "${unknown}"; there are ${all.join(', ')}`,
    )
  return new Set(only.flatMap(matches))
}
