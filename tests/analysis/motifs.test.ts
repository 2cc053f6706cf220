import { describe, expect, it } from 'vitest'
import { adjacentShare, type MotifEvidence, motifTags } from '@/lib/analysis/motifs'
import { MOTIF_TAGS, tagNames, tagNumbers } from '@/lib/domain/motif'

const evidence = (change: Partial<MotifEvidence>): MotifEvidence => ({
  count: 400,
  density: 1e-3,
  tokens: Array.from({ length: 64 }, () => ({ count: 4, sum: 10, occurrences: 5 })),
  activationSum: 1000,
  firings: [
    [3, 9, 40],
    [7, 30],
  ],
  ...change,
})
const one = (count: number, occurrences: number) => [{ count, sum: 900, occurrences }]

describe('motifTags', () => {
  it('gives no tag in unclear cases or to a feature that is never active', () => {
    expect(motifTags(evidence({}))).toEqual([])
    expect(motifTags(evidence({ count: 0, density: 0 }))).toEqual([])
  })
  it('gives the tag single-token if one token has the activation, and the feature is active on most of it', () => {
    expect(motifTags(evidence({ tokens: one(400, 800) }))).toEqual(['single-token'])
    expect(motifTags(evidence({ tokens: one(400, 801) }))).not.toContain('single-token')
    expect(motifTags(evidence({ tokens: [{ count: 400, sum: 799, occurrences: 400 }] }))).toEqual([])
    expect(motifTags(evidence({ tokens: one(19, 19), count: 19 }))).toEqual([])
  })
  it('gives the tag token-in-context for few tokens on which the feature is often silent', () => {
    expect(motifTags(evidence({ tokens: one(400, 801) }))).toEqual(['token-in-context'])
    expect(motifTags(evidence({ tokens: one(400, 800) }))).not.toContain('token-in-context')
    expect(motifTags(evidence({ tokens: one(19, 800), count: 19 }))).toEqual([])
    // four tokens that share the activation are too many
    const four = Array.from({ length: 4 }, () => ({ count: 10, sum: 250, occurrences: 100 }))
    expect(motifTags(evidence({ tokens: four }))).toEqual([])
    expect(motifTags(evidence({ tokens: four.slice(1).map((token) => ({ ...token, sum: 300 })) }))).toEqual([
      'token-in-context',
    ])
  })
  it('counts the occurrences of the tokens it needs, and no further ones', () => {
    const rare = { count: 1, sum: 1, occurrences: 1_000_000 }
    expect(motifTags(evidence({ tokens: [...one(790, 800), rare, rare] }))).not.toContain('token-in-context')
  })
  it('gives the tag context for activation in runs over many tokens', () => {
    const runs = [
      [4, 5, 6, 7],
      [20, 21, 30],
    ]
    expect(motifTags(evidence({ firings: runs }))).toEqual(['context'])
    // eight tokens with half of the activation are too few
    const eight = Array.from({ length: 8 }, () => ({ count: 50, sum: 62.5, occurrences: 50 }))
    expect(motifTags(evidence({ firings: runs, tokens: eight }))).toEqual([])
  })
  it('gives dense and ultralow exactly at their borders', () => {
    expect(motifTags(evidence({ density: 0.1 }))).toEqual(['dense'])
    expect(motifTags(evidence({ density: 0.0999 }))).toEqual([])
    expect(motifTags(evidence({ density: 0.99e-5, count: 3 }))).toEqual(['ultralow'])
    expect(motifTags(evidence({ density: 1e-5 }))).toEqual([])
  })
})

describe('adjacentShare', () => {
  it('counts firings with a neighbour inside their own sequence', () => {
    expect(adjacentShare([[1, 2, 9], [3]])).toBe(0.5)
    expect(adjacentShare([[1], [2]])).toBe(0)
    expect(adjacentShare([])).toBeNull()
  })
})

describe('stored tags', () => {
  it('come back as they were stored, in one order', () => {
    expect(tagNames(tagNumbers(['dense', 'single-token']))).toEqual(['single-token', 'dense'])
    expect(tagNames(tagNumbers(MOTIF_TAGS))).toEqual([...MOTIF_TAGS])
    expect(tagNames([99])).toEqual([])
  })
})
