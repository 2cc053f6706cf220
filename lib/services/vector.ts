import type { z } from 'zod'
import type { FeatureVectors } from '@/lib/compute/feature-vectors'
import { sharedCompute } from '@/lib/compute/shared'
import type { VectorSchema } from '@/lib/contract/feature-compute'
import { database } from '@/lib/db'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { safetensorsParts } from '@/lib/models'
import { weightsOf } from './weights-of'

/** Returns the encoder and decoder weights of a feature, with its dictionary. Throws `not_found`. */
export async function vectorsOf(slug: string, feature: number) {
  const db = await database()
  const dictionary = await getDictionary(db, slug)
  requireFeature(dictionary, feature)
  const weights = await weightsOf(db.pool, slug)
  const threads = sharedCompute()
  const vectors = await threads.call('vectors', { ...weights, threads: threads.operatorThreads, feature })
  return { dictionary, spec: weights.dictionary.spec, vectors }
}

export async function vectorJson(slug: string, index: number): Promise<z.infer<typeof VectorSchema>> {
  const { dictionary, spec, vectors } = await vectorsOf(slug, index)
  return {
    dictionary: slug,
    model: dictionary.model,
    hook: spec.hook,
    index,
    encoder: Array.from(vectors.encoder),
    encoderBias: vectors.encoderBias,
    decoder: Array.from(vectors.decoder),
    decoderBias: vectors.decoderBias && Array.from(vectors.decoderBias),
    inputBias: spec.applyBDecToInput,
    decoderNorm: Math.hypot(...vectors.decoder),
  }
}

/** Returns a safetensors file with W_enc, W_dec, b_enc and b_dec of one feature. Throws `not_found`. */
export async function vectorSafetensors(slug: string, index: number): Promise<Uint8Array<ArrayBuffer>> {
  const { spec, vectors } = await vectorsOf(slug, index)
  const name = `${slug}/${index}`
  const parts = safetensorsParts(name, tensors(vectors), {
    metadata: { format: 'pt', dictionary: slug, index: String(index), hook: spec.hook },
  })
  return new Uint8Array(Buffer.concat(parts))
}

function tensors({ encoder, decoder, encoderBias, decoderBias }: FeatureVectors) {
  const tensor = (data: Float32Array) => ({ data, dims: [data.length] })
  return {
    W_enc: tensor(encoder),
    W_dec: tensor(decoder),
    ...(encoderBias === null ? {} : { b_enc: tensor(Float32Array.of(encoderBias)) }),
    ...(decoderBias === null ? {} : { b_dec: tensor(decoderBias) }),
  }
}
