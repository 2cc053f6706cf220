import { describe, expect, it } from 'vitest'
import { answered, askedQuestions, levelRange, missingQuestions } from '@/app/annotate/_queue/questions'
import { SAMPLES } from '@/app/annotate/practice/samples'
import { RubricSchema } from '@/lib/contract/annotations'
import { BlindEvidenceSchema, EMPTY_DRAFT } from '@/lib/contract/studies'

const { evidence } = SAMPLES[1]

describe('questions', () => {
  it('come in the order in which they are answered, levels with examples alone', () => {
    expect(askedQuestions(EMPTY_DRAFT, evidence, true)).toEqual([
      ...['interpretation', 'confidence', 'activationConsistency', 'logitConsistency', 'specificity'],
      ...['level-0', 'level-3', 'level-6'],
    ])
    expect(askedQuestions(EMPTY_DRAFT, evidence, false)).not.toContain('level-0')
  })

  it('ask for separate meanings only below full agreement, and forget the answer above', () => {
    const below = answered(EMPTY_DRAFT, 'activationConsistency', 3)
    expect(askedQuestions(below, evidence, false)).toContain('separation')
    const split = answered(below, 'separation', 1)
    expect(answered(split, 'activationConsistency', 5).separation).toBeNull()
  })

  it('need no interpretation when there is no confidence in one', () => {
    expect(missingQuestions(EMPTY_DRAFT, evidence, false)).toContain('interpretation')
    expect(missingQuestions(answered(EMPTY_DRAFT, 'confidence', 0), evidence, false)).not.toContain(
      'interpretation',
    )
    expect(missingQuestions(answered(EMPTY_DRAFT, 'confidence', 1), evidence, false)).toContain(
      'interpretation',
    )
  })

  it('name activation levels by their share of the maximum', () => {
    expect([0, 1, 10].map(levelRange)).toEqual(['91–100 %', '82–91 %', '0–9 %'])
  })
})

describe('samples', () => {
  it.each(SAMPLES.map((sample) => [sample.title, sample] as const))(
    '%s has valid evidence and answers',
    (_, sample) => {
      expect(BlindEvidenceSchema.parse(sample.evidence)).toEqual(sample.evidence)
      expect(RubricSchema.parse({ ...sample.answers, interpretation: sample.interpretation })).toBeTruthy()
      expect(sample.answers.separation === null).toBe(sample.answers.activationConsistency === 5)
      for (const group of sample.evidence.groups)
        for (const example of group.examples) {
          const { level } = example.tokens[example.selected]
          // the level of the selected token lies in its group
          if (group.level >= 0) expect(Math.abs(level - (9 * (10.5 - group.level)) / 11)).toBeLessThan(1.01)
        }
      if (sample.asksLevels) {
        const filled = sample.evidence.groups.filter((group) => group.level >= 0 && group.examples.length > 0)
        expect(Object.keys(sample.levels)).toEqual(filled.map((group) => String(group.level)))
      }
    },
  )
})
