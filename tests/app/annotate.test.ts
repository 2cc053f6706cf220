import { describe, expect, it } from 'vitest'
import { answered, askedQuestions, levelRange, missingQuestions } from '@/app/annotate/_queue/questions'
import { missingSaid } from '@/app/annotate/_queue/status'
import { type Candidate, firstSources, whyNot } from '@/app/annotate/new/candidates'
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

describe('what is said below the form', () => {
  it('names the open questions and counts the levels', () => {
    const draft = answered(answered(EMPTY_DRAFT, 'confidence', 0), 'specificity', 1)
    expect(missingSaid(missingQuestions(draft, evidence, true))).toBe(
      'Not answered yet: activations agree, logits agree, 3 activation levels.',
    )
    expect(missingSaid([])).toBe('All questions are answered.')
  })
})

describe('dictionaries of a new study', () => {
  const dictionary = (slug: string, over: Partial<Candidate> = {}): Candidate => ({
    slug,
    size: 512,
    role: 'features',
    roles: ['features', 'control'],
    text: '60 000 tokens of a corpus',
    ...over,
  })
  const neurons = dictionary('m.neurons', { role: 'neurons', roles: ['neurons'] })
  const elsewhere = dictionary('m.other', { role: 'control', text: '9 tokens of another' })

  it('start with one of each kind on the same text', () => {
    const candidates = [neurons, dictionary('m.a'), dictionary('m.b'), elsewhere]
    expect(firstSources(candidates)).toEqual([
      { dictionary: 'm.a', role: 'features' },
      { dictionary: 'm.neurons', role: 'neurons' },
    ])
  })

  it('say why one with other text cannot be mixed with them', () => {
    const candidates = [dictionary('m.a'), elsewhere]
    expect(whyNot(elsewhere, candidates, [{ dictionary: 'm.a', role: 'features' }])).toBe(
      'analysed on 9 tokens of another, and m.a on 60 000 tokens of a corpus',
    )
    expect(whyNot(elsewhere, candidates, [])).toBeNull()
    expect(whyNot(elsewhere, candidates, [{ dictionary: 'm.other', role: 'control' }])).toBeNull()
  })
})
