import { SemascopeError } from '@/lib/errors'
import type { Writer } from './writer'

export const COLUMN_TYPES = [
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'bool',
  'text',
  'bytea',
  'jsonb',
  'timestamptz',
  'int2[]',
  'int4[]',
  'int8[]',
  'float4[]',
  'float8[]',
] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

/** Writes one value that is not null: its length in bytes, then the value. */
export type Encoder = (writer: Writer, value: unknown) => void

/** Full name of a column for messages, such as `feature_stat.density`. */
type Where = string

function refuse(where: Where, type: string, value: unknown, why = `is not ${type}`): never {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)
  throw new SemascopeError('invalid_input', `${where}: ${shown} ${why}`)
}

const FLOAT4_MAX = 3.4028234663852886e38
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/** How one number is checked and written, alone or as an element of an array. */
interface Scalar {
  readonly oid: number
  readonly size: number
  readonly put: (writer: Writer, value: unknown, where: Where) => void
}

function integer(oid: number, size: 2 | 4, min: number, max: number): Scalar {
  const type = `an int${size}`
  return {
    oid,
    size,
    put(writer, value, where) {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
        refuse(where, type, value)
      if (size === 2) writer.int16(value)
      else writer.int32(value)
    },
  }
}

const SCALARS = {
  int2: integer(21, 2, -32768, 32767),
  int4: integer(23, 4, -2147483648, 2147483647),
  int8: {
    oid: 20,
    size: 8,
    put(writer, value, where) {
      if (typeof value === 'bigint') {
        if (BigInt.asIntN(64, value) !== value) refuse(where, 'an int8', value)
      } else if (!Number.isSafeInteger(value)) refuse(where, 'an int8', value)
      writer.int64(value as number | bigint)
    },
  },
  float4: {
    oid: 700,
    size: 4,
    put(writer, value, where) {
      if (typeof value !== 'number' || !Number.isFinite(value)) refuse(where, 'a finite number', value)
      if (Math.abs(value) > FLOAT4_MAX) refuse(where, 'a float4', value)
      writer.float32(value)
    },
  },
  float8: {
    oid: 701,
    size: 8,
    put(writer, value, where) {
      if (typeof value !== 'number' || !Number.isFinite(value)) refuse(where, 'a finite number', value)
      writer.float64(value)
    },
  },
} satisfies Record<string, Scalar>

function scalarEncoder({ size, put }: Scalar, where: Where): Encoder {
  return (writer, value) => {
    writer.reserve(4 + size)
    writer.int32(size)
    put(writer, value, where)
  }
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function arrayEncoder({ oid, size, put }: Scalar, where: Where): Encoder {
  return (writer, value) => {
    if (!isArrayLike(value)) refuse(where, 'an array', value)
    const { length } = value
    writer.reserve(4 + 20 + length * (4 + size))
    const start = writer.length
    writer.int32(0)
    writer.int32(length === 0 ? 0 : 1)
    const hasNulls = Array.isArray(value) && value.includes(null)
    writer.int32(hasNulls ? 1 : 0)
    writer.int32(oid)
    if (length > 0) {
      writer.int32(length)
      writer.int32(1)
    }
    for (let i = 0; i < length; i++) {
      const element = value[i]
      if (element === null) writer.int32(-1)
      else {
        writer.int32(size)
        put(writer, element, where)
      }
    }
    writer.patchInt32(start, writer.length - start - 4)
  }
}

function textEncoder(where: Where): Encoder {
  return (writer, value) => {
    if (typeof value !== 'string') refuse(where, 'a string', value)
    if (value.includes('\0'))
      refuse(where, 'text', value, 'holds a NUL character, which Postgres text cannot')
    const length = Buffer.byteLength(value)
    writer.reserve(4 + length)
    writer.int32(length)
    writer.utf8(value, length)
  }
}

/** Returns the encoder of a column's type. The encoder's errors name `where`. */
export function encoderOf(type: ColumnType, where: Where): Encoder {
  switch (type) {
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'float8':
      return scalarEncoder(SCALARS[type], where)
    case 'int2[]':
    case 'int4[]':
    case 'int8[]':
    case 'float4[]':
    case 'float8[]':
      return arrayEncoder(SCALARS[type.slice(0, -2) as keyof typeof SCALARS], where)
    case 'text':
      return textEncoder(where)
    case 'bool':
      return (writer, value) => {
        if (typeof value !== 'boolean') refuse(where, 'a boolean', value)
        writer.reserve(5)
        writer.int32(1)
        writer.int8(value ? 1 : 0)
      }
    case 'bytea':
      return (writer, value) => {
        if (!(value instanceof Uint8Array)) refuse(where, 'a Uint8Array', value)
        writer.reserve(4 + value.length)
        writer.int32(value.length)
        writer.bytes(value)
      }
    case 'jsonb':
      return (writer, value) => {
        const text = JSON.stringify(value)
        if (text === undefined) refuse(where, 'JSON', value)
        const length = Buffer.byteLength(text)
        writer.reserve(5 + length)
        writer.int32(length + 1)
        // version of jsonb's binary format
        writer.int8(1)
        writer.utf8(text, length)
      }
    case 'timestamptz':
      return (writer, value) => {
        if (!(value instanceof Date) || Number.isNaN(value.getTime())) refuse(where, 'a date', value)
        writer.reserve(12)
        writer.int32(8)
        writer.int64((value.getTime() - POSTGRES_EPOCH_MS) * 1000)
      }
    default:
      return type satisfies never
  }
}
