import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { encodeWork, frontWork, tailWork } from '../estimate/work'

/** Most content tokens on which quality is measured, for a preview and for a whole analysis; and the fewest. */
const MOST = { preview: 32_768, whole: 131_072 } as const
const FEWEST = 16_384

/**
 * Returns on how many content tokens the dictionaries of a run are measured: at most as many that measuring takes no longer
 * than the harvest, because each token goes through the rest of the model four times.
 */
export function evaluatedTokens(
  model: ModelSpec,
  dictionaries: readonly DictionarySpec[],
  { contextSize, tokens, isPreview }: { contextSize: number; tokens: number; isPreview: boolean },
): number {
  const fronts = new Map(dictionaries.map(({ hook }) => [hook, frontWork(model, hook, contextSize)]))
  const encoded = dictionaries.reduce((sum, spec) => sum + encodeWork(spec), 0)
  const harvested = [...fronts.values()].reduce((sum, front) => sum + front, encoded)
  const measured = dictionaries.reduce((sum, spec) => sum + evaluateWork(model, spec, contextSize), 0)
  const most = isPreview ? MOST.preview : MOST.whole
  return Math.min(most, Math.max(FEWEST, Math.round((tokens * harvested) / measured)))
}

/** Returns the operations that measure one token: to the hook twice, the reconstruction, and four ways to the end. */
export function evaluateWork(model: ModelSpec, spec: DictionarySpec, contextSize: number): number {
  const variants = 4 * tailWork(model, spec.hook, contextSize)
  return 2 * frontWork(model, spec.hook, contextSize) + 2 * encodeWork(spec) + variants
}
