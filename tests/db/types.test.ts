import { describe, expect, it } from 'vitest'
import { typeParsers } from '@/lib/db/types'

const parse = (oid: number, text: string) => typeParsers.getTypeParser(oid, 'text')(text)

describe('values from the database', () => {
  it('int8 is a number while a number can hold it, and an error beyond', () => {
    expect(parse(20, '9007199254740991')).toBe(9007199254740991)
    expect(() => parse(20, '9007199254740993')).toThrow('9007199254740993')
    expect(() => parse(1016, '{1,9007199254740993}')).toThrow('beyond 2^53')
  })

  it('number arrays keep their nulls and precision', () => {
    expect(parse(1021, '{}')).toEqual([])
    expect(parse(1022, '{0.1,NULL,-1e-300}')).toEqual([0.1, null, -1e-300])
    expect(parse(1007, '{-2147483648,7}')).toEqual([-2147483648, 7])
    expect(parse(1007, '{}')).toEqual([])
    expect(parse(1007, '{0}')).toEqual([0])
    expect(parse(1005, '{-1,NULL,10,-300}')).toEqual([-1, null, 10, -300])
  })

  it('other types are read as pg reads them', () => {
    expect(parse(16, 't')).toBe(true)
    expect(parse(1700, '1.5')).toBe('1.5')
  })
})
