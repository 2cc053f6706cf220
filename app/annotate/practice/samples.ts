/** Invented items for practice, with answers and reasons. Pure. */
import type { RubricScores } from '@/lib/contract/rubric'
import type { BlindEvidence, BlindToken } from '@/lib/contract/studies'
import { LEVELS_SCORED } from '@/lib/domain/study'

export interface Sample {
  readonly title: string
  /** What the sample is for, since it is invented. */
  readonly says: string
  readonly evidence: BlindEvidence
  readonly asksLevels: boolean
  readonly interpretation: string
  readonly answers: RubricScores
  /** Consistency of the activation levels that have examples. */
  readonly levels: Readonly<Record<number, number>>
  readonly why: Readonly<Partial<Record<keyof RubricScores | 'interpretation' | 'levels', string>>>
}

const WORDS = / ?[^\s]+|\s/g

const silent = (text: string): BlindToken[] =>
  (text.match(WORDS) ?? []).map((word) => ({ text: word, level: 0 }))

/** Returns one example: the text before, the active token with its level, and the text after. */
function active(before: string, token: string, level: number, after: string) {
  const left = silent(before)
  return { tokens: [...left, { text: token, level }, ...silent(after)], selected: left.length }
}

type Example = ReturnType<typeof active>

function evidence(
  groups: Readonly<Record<number, readonly Example[]>>,
  raised: readonly string[],
): BlindEvidence {
  return {
    groups: Array.from({ length: LEVELS_SCORED + 1 }, (_, at) => at - 1).map((level) => ({
      level,
      examples: [...(groups[level] ?? [])],
    })),
    raised: raised.map((text, at) => ({ text, level: Math.max(2, 9 - at) })),
  }
}

export const SAMPLES: readonly Sample[] = [
  {
    title: 'One clear meaning',
    says: 'an invented item, as clear as real ones seldom are',
    asksLevels: false,
    evidence: evidence(
      {
        [-1]: [
          active('The treaty was signed in', ' March', 9, ' 1957 and came into force the next year'),
          active('Released on 12', ' October', 9, ' 2008, it sold out within a week'),
          active('born in Lyon in', ' June', 9, ' 1926, the second of four'),
          active('from 3', ' January', 9, ' until the spring of the same year'),
        ],
        0: [
          active('the meeting of', ' April', 9, ' 2014 in Geneva'),
          active('by late', ' August', 8, ' it had spread'),
        ],
        3: [active('between', ' May', 6, ' and September 1990')],
        6: [active('reported on', ' July', 4, ' 4, 1997 by the paper')],
        9: [active('in early', ' Dec', 2, '. 1999 the first version')],
      },
      [' 19', ' 20', ' 1', ' 2', ' 12', ' 15', ',', ' of', ' until', 'ber'],
    ),
    interpretation: 'name of a month in a date',
    answers: {
      confidence: 3,
      activationConsistency: 5,
      separation: null,
      logitConsistency: 3,
      specificity: 3,
    },
    levels: {},
    why: {
      interpretation: 'Every active token is a month, and a date is around it.',
      activationConsistency:
        'Nothing else is among the strong examples, so there is no question about separate meanings.',
      logitConsistency: 'Days, years and the end of a month’s name can follow a month.',
      specificity: 'It means months and nothing else, which is narrow.',
    },
  },
  {
    title: 'Two meanings',
    says: 'an invented item whose examples fall into two groups',
    asksLevels: true,
    evidence: evidence(
      {
        [-1]: [
          active('withdrew the money from the', ' bank', 9, ' before it closed on Friday'),
          active('a loan from the central', ' bank', 9, ' at a rate of two percent'),
          active('they moored the boat at the', ' bank', 8, ' and waited for the tide'),
          active('interest that the', ' bank', 8, ' pays on savings'),
        ],
        0: [
          active('the', ' bank', 9, ' raised its fees again'),
          active('sued the', ' bank', 9, ' over the account'),
        ],
        3: [active('willows along the', ' bank', 6, ' of the stream')],
        6: [active('fishing from the south', ' bank', 4, ' at dawn')],
      },
      ['rupt', 'ing', 'er', ' account', ' loan', ' deposits', ' holiday', 'note', ' of', ' shore'],
    ),
    interpretation: '“bank” as a place for money',
    answers: { confidence: 2, activationConsistency: 3, separation: 1, logitConsistency: 2, specificity: 2 },
    levels: { 0: 5, 3: 0, 6: 0 },
    why: {
      interpretation:
        'Most strong examples are about money. Write down the meaning that the strongest ones share.',
      activationConsistency: 'One of four strong examples is the bank of a river, so most fit, but not all.',
      separation: 'What does not fit has a clear meaning of its own, the bank of a river.',
      logitConsistency: 'Most raised tokens belong to money; two fit both meanings.',
      specificity: 'The class is narrow, but not exact, because rivers are in it.',
      levels:
        'Each level is judged by itself: the top one is all money (5), the two lower ones are all rivers (0).',
    },
  },
  {
    title: 'No visible meaning',
    says: 'an invented item without anything in common',
    asksLevels: false,
    evidence: evidence(
      {
        [-1]: [
          active('return this.items.length', ' ===', 9, ' 0 ? null : this.items'),
          active('a recipe for soup with', ' leeks', 9, ' and a little cream'),
          active('Copyright (c)', ' 2016', 8, ' the authors'),
          active('he said that he would', ' never', 8, ' come back to the town'),
        ],
        0: [active('<div class="', 'row', 9, '"> <span>'), active('in the', ' north', 9, ' of the country')],
        3: [active('const', ' path', 6, ' = require("path")')],
        6: [active('the', ' second', 4, ' movement is slower'), active('npm', ' run', 4, ' build')],
      },
      [' Kar', 'ouv', ' whose', ');', ' ISO', 'ette', ' 47', ' blue', 'Handler', ' ré'],
    ),
    interpretation: '',
    answers: { confidence: 0, activationConsistency: 0, separation: 0, logitConsistency: 0, specificity: 0 },
    levels: {},
    why: {
      interpretation:
        'With confidence 0 the interpretation may be empty. You need not find a meaning: this is a result too.',
      activationConsistency: 'Code, cooking, a year, an adverb: they have nothing in common.',
      separation: 'The examples do not fall into a few clear meanings either.',
      logitConsistency: 'There is nothing that they could agree with.',
    },
  },
  {
    title: 'Sure, but broad',
    says: 'an invented item that is easy to name, but wide',
    asksLevels: false,
    evidence: evidence(
      {
        [-1]: [
          active('const total = sum(values)', ';', 9, ' return total / values.length'),
          active('if (ready) start()', ';', 9, ' else wait()'),
          active('new Map([["a", 1]', ']', 9, ')'),
          active('console.log(name)', ',', 8, ' console.log(age)'),
        ],
        0: [active('let x = y', ';', 9, ' x += 1'), active('call(a, b', ')', 9, '.then(done)')],
        4: [active('{ key: value', ' }', 6, ' as Options')],
        8: [active('export default', ' {', 3, ' name: "list"')],
      },
      ['\n', ' //', ' return', '}', ' const', ')', ' if', '\n\n', ' the', ' and'],
    ),
    interpretation: 'punctuation in source code',
    answers: {
      confidence: 3,
      activationConsistency: 5,
      separation: null,
      logitConsistency: 2,
      specificity: 1,
    },
    levels: {},
    why: {
      confidence: 'There is little doubt, although the meaning is broad.',
      activationConsistency: 'All of them are punctuation in code.',
      logitConsistency: 'Most raised tokens continue code; “the” and “and” do not.',
      specificity: 'It would fit a large part of all code, so it is broad, even if you are sure.',
    },
  },
]
