/** models/<model>/sweeps/<name>.json: a grid of dictionaries that were trained alike except for sparsity. */
import { z } from 'zod'

export const SweepPointSchema = z.object({
  name: z.string().min(1),
  kind: z.string().describe('standard or topk'),
  lambda: z.number().nonnegative().optional().describe('Sparsity weight of a standard dictionary'),
  k: z.number().int().positive().optional().describe('Active features of a topk dictionary'),
  l0: z.number().nonnegative(),
  ceRecovered: z.number().nullable().describe('Against zero ablation'),
  explainedVariance: z.number().nullable(),
  deadFraction: z.number().min(0).max(1).nullable(),
  activations: z.number().int().positive().describe('Number of activations used for training'),
  seconds: z.number().nonnegative(),
})
export type SweepPoint = z.infer<typeof SweepPointSchema>

export const SweepSchema = z.object({
  model: z.string().min(1),
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  hook: z.string().min(1),
  features: z.number().int().positive(),
  heldOutTokens: z.number().int().positive().describe('Number of tokens on which every point was measured'),
  corpusHash: z.string().min(1),
  points: z.array(SweepPointSchema).min(1).max(1000),
})
export type Sweep = z.infer<typeof SweepSchema>
