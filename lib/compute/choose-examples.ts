import { countWindows, createWindowCounter, windowCounts } from '@/lib/analysis/count-windows'
import type { TopExample } from '@/lib/analysis/finalise'
import { windowHash } from '@/lib/analysis/hash'
import type { IntervalExamples } from '@/lib/analysis/interval-sample'
import { contentOffsets, contentPosition, drawContentTokens } from '@/lib/analysis/random-examples'
import { GROUP_RANDOM, GROUP_TOP } from '@/lib/domain/example'
import type { Choice } from './choices'

export interface ChosenFeature {
  readonly index: number
  readonly top: readonly TopExample[]
  readonly intervals: readonly IntervalExamples[]
}

/**
 * Returns every example of every feature, with the number of times its 9-token window occurs in the analysed text.
 * `sequences` gives the analysed sequences in order; it is read three times.
 */
export async function chooseExamples(
  features: readonly ChosenFeature[],
  sequences: () => AsyncIterable<Int32Array>,
  special: Uint8Array,
  seed: number,
): Promise<Choice[]> {
  const contents: number[] = []
  for await (const ids of sequences()) contents.push(ids.filter((id) => special[id] !== 1).length)
  const offsets = contentOffsets(contents)

  const choices: Choice[] = []
  const random = new Map<number, { choice: Choice; ordinal: number }[]>()
  const add = (feature: number, group: number, rank: number, sequence: number, position: number) => {
    const choice = { feature, group, rank, sequence, position, repeats: 0 }
    choices.push(choice)
    return choice
  }
  for (const { index, top, intervals } of features) {
    for (const [rank, { sequence, position }] of top.entries())
      add(index, GROUP_TOP, rank, sequence, position)
    for (const { interval, examples } of intervals)
      for (const [rank, { sequence, position }] of examples.entries())
        add(index, interval, rank, sequence, position)
    for (const [rank, { sequence, ordinal }] of drawContentTokens(seed, index, offsets).entries()) {
      const choice = add(index, GROUP_RANDOM, rank, sequence, -1)
      const others = random.get(sequence)
      if (others) others.push({ choice, ordinal })
      else random.set(sequence, [{ choice, ordinal }])
    }
  }
  return countRepeats(choices, random, sequences, special)
}

async function countRepeats(
  choices: readonly Choice[],
  random: ReadonlyMap<number, readonly { choice: Choice; ordinal: number }[]>,
  sequences: () => AsyncIterable<Int32Array>,
  special: Uint8Array,
): Promise<Choice[]> {
  const positions = new Map<Choice, number>()
  const bySequence = new Map<number, number[]>()
  choices.forEach(({ sequence }, i) => {
    const list = bySequence.get(sequence)
    if (list) list.push(i)
    else bySequence.set(sequence, [i])
  })
  const lo = new Uint32Array(choices.length)
  const hi = new Uint32Array(choices.length)
  const window = { lo: 0, hi: 0 }
  let sequence = 0
  for await (const ids of sequences()) {
    for (const { choice, ordinal } of random.get(sequence) ?? [])
      positions.set(choice, contentPosition(ids, special, ordinal))
    for (const i of bySequence.get(sequence) ?? []) {
      windowHash(ids, 0, ids.length, positions.get(choices[i]) ?? choices[i].position, window)
      lo[i] = window.lo
      hi[i] = window.hi
    }
    sequence++
  }
  const counter = createWindowCounter(lo, hi)
  for await (const ids of sequences()) countWindows(counter, ids, special)
  const repeats = windowCounts(counter)
  return choices.map((choice, i) => ({
    ...choice,
    position: positions.get(choice) ?? choice.position,
    repeats: repeats[i],
  }))
}
