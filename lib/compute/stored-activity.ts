import { LRUCache } from 'lru-cache'
import {
  type Activity,
  ActivityReader,
  addToSums,
  type Correlated,
  createFeatureSums,
  type FeatureSums,
  mostCorrelated,
  ProductSums,
} from '@/lib/analysis/activity'
import type { SparseBlock } from '@/lib/analysis/sparse-activations'
import { storedBlocks } from './sparse-activations'

/** The activations of one dictionary on an analysed text: a file for each shard, in the order of the text. */
export interface StoredActivations {
  readonly files: readonly string[]
  readonly dSae: number
}

/** Bytes of sums that a thread keeps. */
const KEPT_BYTES = 64 * 2 ** 20
const kept = new LRUCache<string, FeatureSums>({
  maxSize: KEPT_BYTES,
  sizeCalculation: ({ x, xx }) => x.byteLength + xx.byteLength,
})

/** Returns a name of the text of one dictionary. The files between the first and the last of a text are always the same. */
export function textOf({ files }: StoredActivations): string {
  return `${files[0]} ${files[files.length - 1]}`
}

/** Returns where features of one dictionary fire, in the order of the list. */
export async function storedActivities(
  stored: StoredActivations,
  features: readonly number[],
): Promise<Activity[]> {
  const reader = new ActivityReader(stored.dSae, features)
  await eachBlock(stored, (block) => reader.add(block))
  return reader.take()
}

/**
 * Returns the k features of a dictionary that correlate most with an activity on the same text, without `omit`. `tokens` is
 * the number of content tokens of the text.
 */
export async function correlatedWith(
  activity: Activity,
  stored: StoredActivations,
  { tokens, k, omit }: { readonly tokens: number; readonly k: number; readonly omit?: number },
): Promise<Correlated[]> {
  const key = textOf(stored)
  const known = kept.get(key)
  const sums = known ?? createFeatureSums(stored.dSae)
  const products = new ProductSums(stored.dSae, activity)
  await eachBlock(stored, (block) => {
    if (!known) addToSums(sums, block)
    products.add(block)
  })
  kept.set(key, sums)
  return mostCorrelated(activity, { ...sums, xy: products.xy }, tokens, k, omit)
}

async function eachBlock({ files }: StoredActivations, see: (block: SparseBlock) => void): Promise<void> {
  for (const file of files) for await (const block of storedBlocks(file)) see(block)
}
