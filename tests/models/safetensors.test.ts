import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SemascopeError } from '@/lib/errors'
import { readSafetensors, readSafetensorsDirectory } from '@/lib/models/safetensors'
import { writeSafetensors } from '@/lib/models/safetensors-write'
import { assertFinite, firstNonFinite } from '@/lib/models/tensor-checks'
import { bytesOf, rawSafetensors } from './raw-safetensors'
import { temporaryFolder, thrown } from './tiny'

const at = temporaryFolder()
const vector = (...values: number[]) => ({ data: Float32Array.from(values), dims: [values.length] })

describe('reading', () => {
  it('reads what was written, with names, shapes and metadata', () => {
    const path = at('two')
    const matrix = { data: Float32Array.of(1, 2, 3, 4, 5, 6), dims: [2, 3] }
    writeSafetensors(
      path,
      { matrix, scalar: { data: Float32Array.of(-0), dims: [] } },
      { metadata: { step: '7' } },
    )
    const file = readSafetensors(path)
    expect([...file.header.tensors.keys()]).toEqual(['matrix', 'scalar'])
    expect(file.header.metadata).toEqual({ step: '7' })
    expect(file.tensor('matrix')).toEqual(matrix)
    expect(Object.is(file.tensor('scalar').data[0], -0)).toBe(true)
    expect(existsSync(`${path}.partial`)).toBe(false)
  })

  it('widens F16, BF16 and F64 to float32', () => {
    const header = {
      h: { dtype: 'F16', shape: [3], data_offsets: [0, 6] },
      b: { dtype: 'BF16', shape: [3], data_offsets: [6, 12] },
      d: { dtype: 'F64', shape: [1], data_offsets: [12, 20] },
    }
    const bits = Uint16Array.of(0x3c00, 0xc100, 0x0001, 0x3f80, 0xc020, 0x0001)
    const data = Buffer.concat([bytesOf(bits), bytesOf(Float64Array.of(0.1))])
    const file = readSafetensors(rawSafetensors(at('types'), header, data))
    expect([...file.tensor('h').data]).toEqual([1, -2.5, 2 ** -24])
    expect([...file.tensor('b').data]).toEqual([1, -2.5, 2 ** -133])
    expect([...file.tensor('d').data]).toEqual([Math.fround(0.1)])
  })

  it('refuses integers and names a missing tensor', () => {
    const header = { ids: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }
    const file = readSafetensors(rawSafetensors(at('ids'), header, new Uint8Array(8)))
    expect(thrown(() => file.tensor('ids'))).toMatchObject({
      code: 'unsupported',
      message: /tensor "ids" is I64/,
    })
    expect(thrown(() => file.tensor('W'))).toMatchObject({
      code: 'not_found',
      message: /ids lacks tensor "W"/,
    })
  })
})

describe('damaged files', () => {
  it('every truncation is refused when the file is opened', () => {
    const path = at('whole')
    writeSafetensors(path, { a: vector(1, 2), b: vector(3) })
    const bytes = readFileSync(path)
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(at('cut'), bytes.subarray(0, length))
      const error = thrown(() => readSafetensors(at('cut')))
      expect(error).toBeInstanceOf(SemascopeError)
      expect(error.message).toMatch(/cut: truncated/)
    }
  })

  const entry = (dtype: unknown, shape: unknown, offsets: unknown) => ({
    dtype,
    shape,
    data_offsets: offsets,
  })
  const f32 = (shape: unknown, offsets: unknown) => entry('F32', shape, offsets)
  it.each([
    ['not JSON', '{"a":', 0, 'header is not JSON'],
    ['not an object', '[1]', 0, 'header is not a JSON object'],
    ['unknown dtype', { a: entry('F4', [1], [0, 4]) }, 4, 'tensor "a" has unknown dtype "F4"'],
    ['no dtype', { a: {} }, 4, 'tensor "a" has unknown dtype undefined'],
    ['null entry', { a: null }, 4, 'tensor "a" has unknown dtype'],
    ['negative size', { a: f32([-1], [0, 4]) }, 4, 'tensor "a" has shape [-1]'],
    ['fractional size', { a: f32([0.5], [0, 4]) }, 4, 'tensor "a" has shape [0.5]'],
    ['reversed offsets', { a: f32([1], [4, 0]) }, 4, 'tensor "a" has offsets [4,0]'],
    ['three offsets', { a: f32([1], [0, 4, 8]) }, 4, 'tensor "a" has offsets [0,4,8]'],
    [
      'shape and bytes',
      { a: f32([2, 3], [0, 20]) },
      20,
      'tensor "a" of shape [2,3] in F32 needs 24 bytes, its offsets span 20',
    ],
    ['outside', { a: f32([1], [0, 4]), b: f32([2], [4, 12]) }, 8, 'truncated: tensor "b" ends at byte'],
    ['overlap', { a: f32([2], [0, 8]), b: f32([2], [4, 12]) }, 12, 'tensor "b" overlaps "a"'],
    ['hole', { a: f32([1], [0, 4]), b: f32([1], [8, 12]) }, 12, '4 bytes between "a" and tensor "b"'],
    ['bytes behind', { a: f32([1], [0, 4]) }, 6, '2 bytes after the last tensor'],
  ])('%s', (name, header, bytes, message) => {
    const path = rawSafetensors(at(name), header, new Uint8Array(bytes))
    expect(thrown(() => readSafetensors(path))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(`${path}: ${message}`),
    })
  })

  it('an impossible header length, and a missing file', () => {
    writeFileSync(at('huge'), Buffer.alloc(64, 0x7b))
    expect(() => readSafetensors(at('huge'))).toThrow(/huge: header of \d+ bytes is over the limit/)
    expect(thrown(() => readSafetensors(at('absent')))).toMatchObject({ code: 'not_found' })
  })
})

describe('shards', () => {
  const write = (name: string, map: Record<string, unknown>) => {
    writeFileSync(at(`${name}.safetensors.index.json`), JSON.stringify({ weight_map: map }))
    return () => readSafetensorsDirectory(join(at(name), '..'), name)
  }
  it('are read as one file', () => {
    writeSafetensors(at('s-1.safetensors'), { a: vector(1) })
    writeSafetensors(at('s-2.safetensors'), { b: vector(2, 3) })
    const file = write('s', { a: 's-1.safetensors', b: 's-2.safetensors' })()
    expect(file.tensor('b')).toEqual(vector(2, 3))
    expect(file.has('c')).toBe(false)
    expect(() => file.tensor('c')).toThrow('s.safetensors.index.json lacks tensor "c"')
  })
  it('name what is wrong', () => {
    expect(write('t', { a: 't-9.safetensors' })).toThrow(/no such file: .*t-9.safetensors/)
    expect(write('u', { z: 's-1.safetensors' })).toThrow('s-1.safetensors lacks tensor "z"')
    expect(write('v', { a: '../s-1.safetensors' })).toThrow('tensor "a" is in "../s-1.safetensors"')
    writeFileSync(at('w.safetensors.index.json'), '{}')
    expect(() => readSafetensorsDirectory(join(at('w'), '..'), 'w')).toThrow('has no weight_map')
  })
})

describe('numbers', () => {
  it('the first NaN or infinity is found and named', () => {
    expect(firstNonFinite(vector(1, -0, 3.4e38, 1e-45))).toBe(-1)
    expect(firstNonFinite(vector(1, Number.NEGATIVE_INFINITY))).toBe(1)
    expect(() => assertFinite('f', 'W_enc', vector(0, 0, Number.NaN, Number.NaN))).toThrow(
      'f: tensor "W_enc" holds NaN at index 2 of 4',
    )
  })
  it('a refused write leaves the old file', () => {
    const path = at('kept')
    writeSafetensors(path, { a: vector(1) })
    expect(() => writeSafetensors(path, { a: vector(Number.NaN) })).toThrow('tensor "a" holds NaN at index 0')
    expect(() => writeSafetensors(path, { a: { data: Float32Array.of(1), dims: [2] } })).toThrow(
      'holds 1 numbers',
    )
    expect(() => writeSafetensors(path, { a: vector(1, -65520) }, { dtype: 'F16' })).toThrow(
      'tensor "a" holds -65520 at index 1, beyond float16',
    )
    expect(readSafetensors(path).tensor('a')).toEqual(vector(1))
  })
})
