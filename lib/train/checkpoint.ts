/**
 * Checkpoints of a training run: one safetensors file with weights, optimiser moments and counters, and
 * what the run was started with in its header. They are written beside the old one and renamed, so a
 * kill at any moment leaves a whole checkpoint: the old or the new.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { readSafetensors } from '@/lib/models/safetensors'
import { writeSafetensors } from '@/lib/models/safetensors-write'
import type { CurvePoint } from './progress'

const FILE = 'checkpoint.safetensors'

export interface CheckpointMeta {
  /** Steps done. */
  readonly step: number
  /** Everything the weights depend on besides the step: settings and content hashes. */
  readonly identity: Readonly<Record<string, unknown>>
  /** Threads inside an operator; sums may be ordered differently with another number. */
  readonly threads: number
  /** Seconds spent in earlier processes. */
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
  /** Scalars that a run measured at its start. */
  readonly scalars: Readonly<Record<string, number>>
}

export interface Checkpoint {
  readonly meta: CheckpointMeta
  tensor(name: string): Tensor
}

/** Replaces the run's checkpoint. Throws `invalid_input`, keeping the old one, when a weight is not finite. */
export function writeCheckpoint(
  dir: string,
  meta: CheckpointMeta,
  tensors: Readonly<Record<string, Tensor>>,
): void {
  mkdirSync(dir, { recursive: true })
  writeSafetensors(path.join(dir, FILE), tensors, { metadata: { semascope: JSON.stringify(meta) } })
}

/** The run's last checkpoint, or null when it has none. */
export function readCheckpoint(dir: string): Checkpoint | null {
  const file = path.join(dir, FILE)
  if (!existsSync(file)) return null
  const tensors = readSafetensors(file)
  const text = tensors.header.metadata.semascope
  if (text === undefined)
    throw new SemascopeError('invalid_input', `${file} is not a checkpoint of a training run`)
  return { meta: JSON.parse(text) as CheckpointMeta, tensor: (name) => tensors.tensor(name) }
}

/** Forgets a run's checkpoint. */
export function dropCheckpoint(dir: string): void {
  rmSync(path.join(dir, FILE), { force: true })
}

/**
 * Refuses to continue a checkpoint of another run: `conflict` names the first setting that differs, or
 * the thread counts unless a change of them is allowed.
 */
export function assertSameRun(
  dir: string,
  found: CheckpointMeta,
  wanted: Pick<CheckpointMeta, 'identity' | 'threads'>,
  allowThreadChange: boolean,
): void {
  for (const key of new Set([...Object.keys(wanted.identity), ...Object.keys(found.identity)])) {
    const was = JSON.stringify(found.identity[key])
    const is = JSON.stringify(wanted.identity[key])
    if (was !== is)
      throw new SemascopeError(
        'conflict',
        `the checkpoint in ${dir} was made with ${key} ${was}, this run has ${is}; use --restart or another --name`,
      )
  }
  if (found.threads !== wanted.threads && !allowThreadChange)
    throw new SemascopeError(
      'conflict',
      `the checkpoint in ${dir} was made with ${found.threads} threads, this run has ${wanted.threads}, which may ` +
        'change the last bits of the result; use the same number or --allow-thread-change',
    )
}
