import type { LoadedModel } from '@/lib/models'
import { shuffleWeights } from '@/lib/training/shuffle-weights'

/** Name of the control made of a model, a slug as the model's. */
export function shuffledName(model: string, seed: number): string {
  return `${model}-shuffled-${seed}`
}

/**
 * The model that a dictionary was trained on: as it is, or with its weights shuffled when the dictionary names a
 * seed. A shuffled model is never stored beside its original; cfg.json's seed and the original's weights make it.
 */
export function withShuffledWeights<M extends Pick<LoadedModel, 'spec' | 'weights'>>(
  model: M,
  seed: number | null | undefined,
): M {
  return seed == null ? model : { ...model, weights: shuffleWeights(model.spec, model.weights, seed) }
}
