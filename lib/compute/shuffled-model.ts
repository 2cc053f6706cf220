import type { LoadedModel } from '@/lib/models'
import { shuffleWeights } from '@/lib/training/shuffle-weights'

/** Returns the name of a model's control, a slug like the model's. */
export function shuffledName(model: string, seed: number): string {
  return `${model}-shuffled-${seed}`
}

/**
 * Returns the model on which a dictionary was trained: the model itself, or its shuffled weights if the dictionary
 * names a seed. A shuffled model is not stored next to its original; the seed in cfg.json and the original weights
 * give it.
 */
export function withShuffledWeights<M extends Pick<LoadedModel, 'spec' | 'weights'>>(
  model: M,
  seed: number | null | undefined,
): M {
  return seed == null ? model : { ...model, weights: shuffleWeights(model.spec, model.weights, seed) }
}
