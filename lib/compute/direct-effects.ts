import { float32, type Session } from '@/lib/runtime/session'
import { decoderRows } from './decoder'
import type { CachedDictionary, CachedModel } from './loaded'
import { directEffectSession } from './sessions'

/**
 * Returns the direct logit effects of features [from, from + count), per unit of displayed activation f·‖W_dec‖: the
 * effect of the decoder row divided by its norm, before the median shift. [count, d_vocab]; a zero decoder row has no
 * effect.
 */
export async function directEffects(
  model: CachedModel,
  dictionary: CachedDictionary,
  from: number,
  count: number,
  threads: number,
): Promise<Float32Array> {
  const session = await directEffectSession(model, dictionary.spec.hook, threads)
  return effectsOf(session, dictionary, from, count)
}

/** Returns the direct effects of features by a session of `directEffectGraph`, on the tokens that its graph has. */
export async function effectsOf(
  session: Session,
  dictionary: CachedDictionary,
  from: number,
  count: number,
): Promise<Float32Array> {
  const { dIn } = dictionary.spec
  const directions = decoderRows(dictionary.weights, dIn, from, count)
  for (let i = 0; i < count; i++) {
    const norm = dictionary.decoderNorms[from + i]
    if (norm > 0) for (let k = 0; k < dIn; k++) directions[i * dIn + k] /= norm
  }
  const { logits } = await session.run({ directions: float32(directions, [count, dIn]) })
  return logits.data as Float32Array
}
