/** How many features each choice of the filters would leave. Pure. */
import {
  activeGroups,
  type BrowseFilters,
  type FilterGroup,
  personTagsOf,
  tagsOf,
} from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { MOTIF_TAGS, type MotifTag, tagBits } from '@/lib/domain/motif'
import { derive, deriveComputed, type FeatureColumns, LABEL_KINDS } from './load'
import { GROUP_BITS, members } from './match'
import { type Sequence, sequenceOf } from './order'
import { tallies } from './tally'

/** Firings above which a feature counts as often active. */
const OFTEN = 20
/** Bins of log10 densities from 1e−6 to 1; rarer features are in the first. */
const DECADES = 6
const BINS = 48

/** Of a whole dictionary: how much of it is alive, and how dense. */
export function activity(columns: FeatureColumns) {
  return deriveComputed(columns, 'activity', () => {
    const { count } = columns.numbers
    const all = new Array<number>(BINS).fill(0)
    for (const bin of densityBins(columns)) if (bin < BINS) all[bin]++
    return {
      all,
      total: columns.size,
      often: count.reduce((sum, value) => sum + Number(value > OFTEN), 0),
      dead: count.reduce((sum, value) => sum + Number(value === 0), 0),
    }
  })
}

/** By feature the bin of its density; BINS for a dead one. */
function densityBins(columns: FeatureColumns): Uint8Array {
  return deriveComputed(columns, 'density bins', () => {
    const { count, density } = columns.numbers
    return Uint8Array.from(density, (value, index) => (count[index] > 0 ? binOf(value) : BINS))
  })
}

/** Counts of a list whose features fail the groups of filters in `failed`; worked out once for each such array. */
export function countsOf(
  columns: FeatureColumns,
  filters: BrowseFilters,
  failed: Uint16Array,
): FeatureCounts {
  const known = counted.get(failed) ?? countAll(columns, filters, failed)
  counted.set(failed, known)
  return known
}

const counted = new WeakMap<Uint16Array, FeatureCounts>()

/** What the choices of a filter ask of a feature, as bits of its profile beside the kind of its label. */
const PROFILE = { kind: 0b11, alive: 4, sameAll: 8, sameMixed: 16, annotated: 32, starred: 64 } as const

function profiles(columns: FeatureColumns): Uint8Array {
  return derive(columns, 'profiles', () => {
    const { count, same, labelKind } = columns.numbers
    return Uint8Array.from(
      { length: columns.size },
      (_, index) =>
        labelKind[index] |
        (count[index] > 0 ? PROFILE.alive : 0) |
        (same[index] >= 1 ? PROFILE.sameAll : 0) |
        (same[index] < 1 ? PROFILE.sameMixed : 0) |
        (columns.annotated[index] === 1 ? PROFILE.annotated : 0) |
        (columns.stars[index] > 0 ? PROFILE.starred : 0),
    )
  })
}

function countAll(columns: FeatureColumns, filters: BrowseFilters, failed: Uint16Array): FeatureCounts {
  const { all, ...alive } = activity(columns)
  const [profiled, binned, tagged] = tallies(failed, [
    profiles(columns),
    densityBins(columns),
    tagSets(columns),
  ])
  const matching = sum(profiled.matching())
  const having = (group: FilterGroup, wanted: number, mask: number = wanted) =>
    sum(profiled.without(group), (profile) => (profile & mask) === wanted)
  const kind = (name: (typeof LABEL_KINDS)[number]) =>
    having('label', LABEL_KINDS.indexOf(name), PROFILE.kind)
  const both = (group: FilterGroup, bit: number) => [having(group, bit), having(group, 0, bit)] as const
  const [scored, unscored] = both('annotated', PROFILE.annotated)
  const [starred, unstarred] = both('starred', PROFILE.starred)
  const [active, dead] = both('active', PROFILE.alive)
  return {
    matching,
    ...alive,
    options: {
      same: { all: having('same', PROFILE.sameAll), mixed: having('same', PROFILE.sameMixed) },
      label: { person: kind('person'), rules: kind('rules'), llm: kind('llm'), none: kind('none') },
      tags: deriveComputed(columns, 'has tags', () => !columns.numbers.tags.every(Number.isNaN))
        ? tagCounts(tagged.without('tags'), filters)
        : null,
      annotated: { yes: scored, no: unscored },
      starred: { yes: starred, no: unstarred },
      personTags: personTagCounts(columns, filters, failed),
      active: { active, dead },
    },
    density: {
      edges: Array.from({ length: BINS + 1 }, (_, bin) => (bin / BINS - 1) * DECADES),
      counts: [...binned.without('density').subarray(0, BINS)],
      all,
    },
    maximum: ends(sequenceOf(columns, { sort: 'max', order: 'asc', seed: 0 }), failed, GROUP_BITS.maximum),
    score: ends(sequenceOf(columns, { sort: 'score', order: 'asc', seed: 0 }), failed, GROUP_BITS.score),
    without: activeGroups(filters).map((group) => ({ group, count: sum(profiled.without(group)) })),
  }
}

function sum(counts: Uint32Array, isWanted: (code: number) => boolean = () => true): number {
  return counts.reduce((total, count, code) => (isWanted(code) ? total + count : total), 0)
}

/** Least and greatest value of features that fail no group but this one; null when there is none. */
function ends({ features, split, valueAt }: Sequence, failed: Uint16Array, bit: number) {
  const isLeft = (place: number) => (failed[features[place]] & ~bit) === 0
  let low = 0
  while (low < split && !isLeft(low)) low++
  if (low === split) return null
  let high = split - 1
  while (!isLeft(high)) high--
  return { low: valueAt(low), high: valueAt(high) }
}

/** By feature its tags as bits; none for an analysis without tags. */
function tagSets(columns: FeatureColumns): Uint8Array {
  return deriveComputed(columns, 'tag sets', () => Uint8Array.from(columns.numbers.tags))
}

/** With each tag beside those already asked for, from the number of features with each set of tags. */
function tagCounts(sets: Uint32Array, filters: BrowseFilters) {
  const asked = tagBits(tagsOf(filters))
  const counted = MOTIF_TAGS.map((tag) => {
    const wanted = asked | tagBits([tag])
    return [tag, sum(sets, (set) => (set & wanted) === wanted)] as const
  })
  return Object.fromEntries(counted) as Record<MotifTag, number>
}

/** Tags by people that a page offers. */
const PERSON_TAGS = 24

/** The most used tags by people, each beside those already asked for, which come first. */
function personTagCounts(columns: FeatureColumns, filters: BrowseFilters, failed: Uint16Array) {
  const { personTags, size } = columns
  const asked = personTagsOf(filters)
  const having = asked.map((tag) => members(size, personTags.get(tag) ?? []))
  const offered = [...new Set([...asked, ...personTags.keys()])].slice(0, Math.max(PERSON_TAGS, asked.length))
  return offered.map((tag) => ({
    tag,
    count: (personTags.get(tag) ?? []).filter(
      (index) => (failed[index] & ~GROUP_BITS.personTags) === 0 && having.every((has) => has[index] === 1),
    ).length,
  }))
}

function binOf(density: number): number {
  const bin = Math.floor((1 + Math.log10(density) / DECADES) * BINS)
  return Math.min(BINS - 1, Math.max(0, bin))
}
