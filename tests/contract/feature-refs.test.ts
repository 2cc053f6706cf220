import { describe, expect, it } from 'vitest'
import { FeatureRefsQuerySchema, featureRefText, parseFeatureRef } from '@/lib/contract/feature-refs'

describe('a feature in an address', () => {
  it('is read back as it was written, with a colon in the name of its dictionary too', () => {
    for (const ref of [
      { dictionary: 'one-layer-a.a1', feature: 196 },
      { dictionary: 'a:b', feature: 0 },
    ])
      expect(parseFeatureRef(featureRefText(ref))).toEqual(ref)
  })

  it('is nothing where a part is missing or the number is none', () => {
    for (const text of ['', 'a1', 'a1:', ':3', 'a1:x', 'a1:-1', 'a1:1.5', 'a1:9999999999'])
      expect(parseFeatureRef(text), text).toBeNull()
  })

  it('is one of two to four', () => {
    const reads = (f: string[]) => FeatureRefsQuerySchema.safeParse({ f }).success
    expect(reads(['a:1'])).toBe(false)
    expect(reads(['a:1', 'a:2'])).toBe(true)
    expect(reads(['a:1', 'b:2', 'c:3', 'd:4', 'e:5'])).toBe(false)
    expect(reads(['a:1', 'a'])).toBe(false)
  })
})
