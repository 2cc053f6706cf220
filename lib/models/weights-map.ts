/**
 * Says where each weight of a directory lies as float32, so that graphs can map it. Weights that a file holds so
 * already are used where they are; others (float16, the columns of a joined matrix, folded ones) are written once into a
 * file beside them.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { readJson, writeFileAtomically } from './files'
import { placeOf } from './safetensors'
import { storedTensor } from './stored-tensor'

interface MappedWeight {
  /** Name of a file of the directory. */
  readonly file: string
  readonly start: number
  readonly dims: readonly number[]
}

type WeightsMap = Readonly<Record<string, MappedWeight | undefined>>

const MAP = 'float32.json'
const NUMBERS = 'float32.bin'

export const hasWeightsMap = (dir: string): boolean => existsSync(join(dir, MAP))

/** Returns the weights of a directory by name, with their numbers in files. Throws `invalid_input` for a name it lacks. */
export function readWeightsMap(dir: string): (name: string) => Tensor {
  const path = join(dir, MAP)
  const map = readJson(path) as unknown as WeightsMap
  return (name) => {
    const weight = map[name]
    if (!weight) throw new SemascopeError('invalid_input', `${path} lacks "${name}"`)
    return storedTensor({ path: join(dir, weight.file), start: weight.start }, weight.dims)
  }
}

/**
 * Writes the map of a directory from its weights, which were read from it or from the directory `from`, of which it is a
 * copy. Processes that do so at once write the same.
 */
export function writeWeightsMap(
  dir: string,
  weights: Iterable<readonly [name: string, tensor: Tensor]>,
  from = dir,
): void {
  const map: Record<string, MappedWeight> = {}
  const partial = join(dir, `${NUMBERS}.${randomUUID()}`)
  const fd = openSync(partial, 'w')
  let length = 0
  try {
    for (const [name, tensor] of weights) {
      const place = placeOf(tensor)
      if (place && dirname(place.path) === from) {
        map[name] = { file: basename(place.path), start: place.start, dims: tensor.dims }
        continue
      }
      map[name] = { file: NUMBERS, start: length, dims: tensor.dims }
      const { buffer, byteOffset, byteLength } = tensor.data
      const bytes = new Uint8Array(buffer, byteOffset, byteLength)
      for (let at = 0; at < bytes.length; )
        at += writeSync(fd, bytes, at, Math.min(bytes.length - at, 1 << 30))
      length += byteLength
    }
    fsyncSync(fd)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  } finally {
    closeSync(fd)
  }
  renameSync(partial, join(dir, NUMBERS))
  writeFileAtomically(join(dir, MAP), `${JSON.stringify(map)}\n`)
}
