/**
 * Checkpoints of a training run: one safetensors file with weights, optimiser moments and counters, and with the
 * settings of the run in its header. A new checkpoint is written next to the old one and renamed, so a kill at any
 * moment leaves a complete checkpoint, the old one or the new one.
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
  /** Number of finished steps. */
  readonly step: number
  /** Everything besides the step that the weights depend on: settings and content hashes. */
  readonly identity: Readonly<Record<string, unknown>>
  /** Threads within an operator; another number may change the order of sums. */
  readonly threads: number
  /** Seconds spent in earlier processes. */
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
  /** Scalars that the run measured at its start. */
  readonly scalars: Readonly<Record<string, number>>
}

export interface Checkpoint {
  readonly meta: CheckpointMeta
  tensor(name: string): Tensor
}

/** Replaces the run's checkpoint. Throws `invalid_input` if a weight is not finite, and keeps the old checkpoint. */
export function writeCheckpoint(
  dir: string,
  meta: CheckpointMeta,
  tensors: Readonly<Record<string, Tensor>>,
): void {
  mkdirSync(dir, { recursive: true })
  writeSafetensors(path.join(dir, FILE), tensors, { metadata: { semascope: JSON.stringify(meta) } })
}

/** Returns the run's last checkpoint, or null if there is none. */
export function readCheckpoint(dir: string): Checkpoint | null {
  const file = path.join(dir, FILE)
  if (!existsSync(file)) return null
  const tensors = readSafetensors(file)
  const text = tensors.header.metadata.semascope
  if (text === undefined)
    throw new SemascopeError('invalid_input', `${file} is not a checkpoint of a training run`)
  return { meta: JSON.parse(text) as CheckpointMeta, tensor: (name) => tensors.tensor(name) }
}

/** Deletes the checkpoint of a run. */
export function dropCheckpoint(dir: string): void {
  rmSync(path.join(dir, FILE), { force: true })
}

/**
 * Throws `conflict` if a checkpoint belongs to another run: the message names the first setting that differs, or the
 * thread counts unless a change of them is allowed.
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
