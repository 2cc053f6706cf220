import type { StoredNumbers } from '@/lib/domain/model'
import type { Dim } from './shape'

export type ElementType = 'float32' | 'int64' | 'int32' | 'bool'
export type InitializerData = Float32Array | BigInt64Array | Int32Array | Uint8Array

/** A tensor inside a graph. */
export interface Value {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly Dim[]
}

export interface ValueType {
  readonly type: ElementType
  readonly dims: readonly Dim[]
}

/** A constant of a graph: its numbers, or the place in a file where they lie. */
export type Initializer = Value &
  (
    | { readonly data: InitializerData; readonly stored?: never }
    | { readonly stored: StoredNumbers; readonly data?: never }
  )
