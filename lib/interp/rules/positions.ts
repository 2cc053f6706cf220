/**
 * Gathers the evidence for a feature's rule: positions where the feature fires, drawn over all activation levels, and
 * positions where it is silent. Some silent positions come from random text; the others are near misses: the same
 * tokens elsewhere, tokens after the same previous token, and the neighbours of firings.
 */
import { hash32, windowHash } from '@/lib/analysis/hash'
import type { DocumentKind } from '@/lib/domain/corpus'
import { type ExampleGroup, GROUP_RANDOM } from '@/lib/domain/example'
import { SemascopeError } from '@/lib/errors'
import type { Script } from '@/lib/tokens/unicode-script'
import { ruleScript, traitBits } from './traits'
import type { RuleVocabulary } from './vocabulary'

/** A sequence with the feature's firings on it. */
export interface TracedSequence {
  readonly sequence: number
  /** Token ids, BOS included. */
  readonly tokenIds: Int32Array
  readonly documentKind: DocumentKind
  /** Every position where the feature fires. */
  readonly firings: readonly number[]
}

/** An example of the feature; its sequence is among the traced ones. */
export interface ChosenPosition {
  readonly group: ExampleGroup
  readonly sequence: number
  readonly position: number
}

type Evidence = 'fires' | 'silent' | 'near miss'

export interface RulePosition {
  readonly evidence: Evidence
  readonly sequence: number
  readonly position: number
  readonly tokenId: number
  /** −1 if the token is the first content token. */
  readonly previousId: number
  readonly traits: number
  readonly previousTraits: number
  readonly script: Script | null
  readonly previousScript: Script | null
  readonly documentKind: DocumentKind
  /** 64-bit hash of the 9-token window, as a string. */
  readonly window: string
}

/** Most silent positions drawn at random, and most near misses of each of the three kinds. */
const RANDOM_NEGATIVES = 80
const SAME_TOKEN = 40
const SAME_PREVIOUS = 40
const NEXT_TO_FIRING = 20

/**
 * Gathers the evidence of one feature from sequences with known firings (those of its examples and any others), drawn
 * by a seeded hash of (feature, sequence, position).
 */
export function gatherPositions(
  seed: number,
  feature: number,
  sequences: readonly TracedSequence[],
  chosen: readonly ChosenPosition[],
  vocabulary: RuleVocabulary,
): RulePosition[] {
  const byNumber = new Map(
    sequences.map((source) => [source.sequence, { source, fires: new Set(source.firings) }]),
  )
  const gathered: RulePosition[] = []
  const used = new Set<number>()
  const scripts = new Map<TracedSequence, (Script | null)[]>()
  const add = (source: TracedSequence, position: number, evidence: Evidence) => {
    const key = source.sequence * 65536 + position
    if (used.has(key)) return false
    used.add(key)
    let own = scripts.get(source)
    if (!own) {
      own = tokenScripts(source.tokenIds, vocabulary)
      scripts.set(source, own)
    }
    gathered.push(toPosition(source, own, position, evidence, vocabulary))
    return true
  }

  const random = new Set<number>()
  for (const { group, sequence, position } of chosen) {
    const traced = byNumber.get(sequence)
    if (!traced)
      throw new SemascopeError('invalid_input', `feature ${feature}: sequence ${sequence} is not traced`)
    if (group === GROUP_RANDOM) random.add(sequence)
    if (traced.fires.has(position)) add(traced.source, position, 'fires')
  }

  const tokens = new Set(gathered.map(({ tokenId }) => tokenId))
  const previous = new Set(gathered.map(({ previousId }) => previousId).filter((id) => id >= 0))
  const sameToken: Candidate[] = []
  const samePrevious: Candidate[] = []
  const nextToFiring: Candidate[] = []
  const anywhere: Candidate[] = []
  for (const { source, fires } of byNumber.values()) {
    const { tokenIds, sequence } = source
    for (let position = 0; position < tokenIds.length; position++) {
      if (fires.has(position) || vocabulary.special[tokenIds[position]] === 1) continue
      const candidate = { source, position, hash: hash32(seed, feature, sequence, position) }
      if (tokens.has(tokenIds[position])) sameToken.push(candidate)
      if (position > 0 && previous.has(tokenIds[position - 1])) samePrevious.push(candidate)
      if (fires.has(position - 1) || fires.has(position + 1)) nextToFiring.push(candidate)
      if (random.has(sequence)) anywhere.push(candidate)
    }
  }
  const draw = (candidates: Candidate[], wanted: number, evidence: Evidence) => {
    candidates.sort(
      (a, b) => a.hash - b.hash || a.source.sequence - b.source.sequence || a.position - b.position,
    )
    let left = wanted
    for (const { source, position } of candidates) {
      if (left === 0) return
      if (add(source, position, evidence)) left--
    }
  }
  draw(sameToken, SAME_TOKEN, 'near miss')
  draw(samePrevious, SAME_PREVIOUS, 'near miss')
  draw(nextToFiring, NEXT_TO_FIRING, 'near miss')
  draw(anywhere, RANDOM_NEGATIVES, 'silent')
  return gathered
}

interface Candidate {
  readonly source: TracedSequence
  readonly position: number
  readonly hash: number
}

function toPosition(
  { tokenIds, sequence, documentKind }: TracedSequence,
  scripts: readonly (Script | null)[],
  position: number,
  evidence: Evidence,
  vocabulary: RuleVocabulary,
): RulePosition {
  const tokenId = tokenIds[position]
  const before = position > 0 ? tokenIds[position - 1] : -1
  const previousId = before >= 0 && vocabulary.special[before] !== 1 ? before : -1
  const previousText = previousId < 0 ? '' : vocabulary.texts[previousId]
  const { lo, hi } = windowHash(tokenIds, 0, tokenIds.length, position, { lo: 0, hi: 0 })
  return {
    evidence,
    sequence,
    position,
    tokenId,
    previousId,
    traits: traitBits(vocabulary.texts[tokenId], previousText),
    previousTraits: previousId < 0 ? 0 : vocabulary.traits[previousId],
    script: scripts[position],
    previousScript: position > 0 ? scripts[position - 1] : null,
    documentKind,
    window: `${hi}:${lo}`,
  }
}

/**
 * Returns the script of each token's first character that has one. Tokens that are parts of a character have the
 * script of the whole character, read from the sequence's bytes.
 */
export function tokenScripts(tokenIds: Int32Array, vocabulary: RuleVocabulary): (Script | null)[] {
  const pieces = Array.from(tokenIds, (id) =>
    vocabulary.special[id] === 1 ? new Uint8Array() : vocabulary.bytes[id],
  )
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  const ends = new Int32Array(pieces.length)
  let length = 0
  pieces.forEach((piece, i) => {
    bytes.set(piece, length)
    length += piece.length
    ends[i] = length
  })
  const scripts = new Array<Script | null>(pieces.length).fill(null)
  if (!bytes.some((byte) => byte >= 0xcd)) return scripts
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let start = 0, token = 0; start < length; ) {
    const end = Math.min(length, start + characterLength(bytes[start]))
    const script = bytes[start] < 0xcd ? null : ruleScript(decoder.decode(bytes.subarray(start, end)))
    while (ends[token] <= start) token++
    for (let t = token; script !== null && t < pieces.length && ends[t] - pieces[t].length < end; t++)
      scripts[t] ??= script
    start = end
  }
  return scripts
}

function characterLength(lead: number): number {
  if (lead < 0xc0) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}
