/** How many features each choice of the filters would leave. Pure. */
import { activeGroups, type BrowseFilters, personTagsOf, tagsOf } from '@/lib/api/browse-query'
import type { FeatureCounts } from '@/lib/api/feature-counts'
import { MOTIF_TAGS, type MotifTag } from '@/lib/domain/motif'
import { derive, type FeatureColumns, LABEL_KINDS } from './load'
import { GROUP_BITS, memberOf, tagBits } from './match'

/** Firings above which a feature counts as often active. */
const OFTEN = 20
/** Bins of log10 densities from 1e−6 to 1; rarer features are in the first. */
const DECADES = 6
const BINS = 48

/** Of a whole dictionary: how much of it is alive, and how dense. */
export function activity(columns: FeatureColumns) {
  return derive(columns, 'activity', () => {
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
  return derive(columns, 'density bins', () => {
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

function countAll(columns: FeatureColumns, filters: BrowseFilters, failed: Uint16Array): FeatureCounts {
  const { count, max, same, score, labelKind, tags } = columns.numbers
  const options = {
    same: { all: 0, mixed: 0 },
    label: { person: 0, rules: 0, llm: 0, none: 0 },
    tags: derive(columns, 'has tags', () => !tags.every(Number.isNaN))
      ? tagCounts(columns, filters, failed)
      : null,
    annotated: { yes: 0, no: 0 },
    starred: { yes: 0, no: 0 },
    personTags: personTagCounts(columns, filters, failed),
    active: { active: 0, dead: 0 },
  }
  const bins = new Array<number>(BINS).fill(0)
  const { all, ...alive } = activity(columns)
  const maximum = new Range()
  const scores = new Range()
  const groups = activeGroups(filters)
  const without = new Map<number, number>(groups.map((group) => [GROUP_BITS[group], 0]))
  const binned = densityBins(columns)
  const kinds = new Array<number>(LABEL_KINDS.length).fill(0)
  let matching = 0
  for (let index = 0; index < failed.length; index++) {
    const bits = failed[index]
    if (bits === 0) matching++
    else if ((bits & (bits - 1)) !== 0)
      continue // two groups or more: no choice of one brings it back
    else without.set(bits, (without.get(bits) ?? 0) + 1)
    if ((bits & ~GROUP_BITS.same) === 0) {
      if (same[index] >= 1) options.same.all++
      else if (same[index] < 1) options.same.mixed++
    }
    if ((bits & ~GROUP_BITS.label) === 0) kinds[labelKind[index]]++
    if ((bits & ~GROUP_BITS.annotated) === 0) {
      if (columns.annotated[index] === 1) options.annotated.yes++
      else options.annotated.no++
    }
    if ((bits & ~GROUP_BITS.starred) === 0) {
      if (columns.stars[index] > 0) options.starred.yes++
      else options.starred.no++
    }
    if ((bits & ~GROUP_BITS.active) === 0) {
      if (count[index] > 0) options.active.active++
      else options.active.dead++
    }
    if ((bits & ~GROUP_BITS.density) === 0 && count[index] > 0) bins[binned[index]]++
    if ((bits & ~GROUP_BITS.maximum) === 0 && count[index] > 0) maximum.add(max[index])
    if ((bits & ~GROUP_BITS.score) === 0) scores.add(score[index])
  }
  LABEL_KINDS.forEach((kind, number) => {
    options.label[kind] = kinds[number]
  })
  return {
    matching,
    ...alive,
    options,
    density: {
      edges: Array.from({ length: BINS + 1 }, (_, bin) => (bin / BINS - 1) * DECADES),
      counts: bins,
      all,
    },
    maximum: maximum.found(),
    score: scores.found(),
    without: groups.map((group) => ({ group, count: matching + (without.get(GROUP_BITS[group]) ?? 0) })),
  }
}

/** With each tag beside those already asked for. */
function tagCounts({ numbers: { tags } }: FeatureColumns, filters: BrowseFilters, failed: Uint16Array) {
  const asked = tagBits(tagsOf(filters))
  // By the whole set of tags, which is a small number; NaN becomes 0.
  const sets = new Uint32Array(1 << MOTIF_TAGS.length)
  for (let index = 0; index < failed.length; index++)
    if ((failed[index] & ~GROUP_BITS.tags) === 0) sets[tags[index] & (sets.length - 1)]++
  const counted = MOTIF_TAGS.map((tag) => {
    const wanted = asked | tagBits([tag])
    const having = sets.reduce((sum, found, set) => ((set & wanted) === wanted ? sum + found : sum), 0)
    return [tag, having] as const
  })
  return Object.fromEntries(counted) as Record<MotifTag, number>
}

/** Tags by people that a page offers. */
const PERSON_TAGS = 24

/** The most used tags by people, each beside those already asked for, which come first. */
function personTagCounts(columns: FeatureColumns, filters: BrowseFilters, failed: Uint16Array) {
  const { personTags, size } = columns
  const asked = personTagsOf(filters)
  const having = asked.map((tag) => memberOf(size, personTags.get(tag) ?? []))
  const offered = [...new Set([...asked, ...personTags.keys()])].slice(0, Math.max(PERSON_TAGS, asked.length))
  return offered.map((tag) => ({
    tag,
    count: (personTags.get(tag) ?? []).filter(
      (index) => (failed[index] & ~GROUP_BITS.personTags) === 0 && having.every((has) => has(index)),
    ).length,
  }))
}

function binOf(density: number): number {
  const bin = Math.floor((1 + Math.log10(density) / DECADES) * BINS)
  return Math.min(BINS - 1, Math.max(0, bin))
}

class Range {
  private low = Number.POSITIVE_INFINITY
  private high = Number.NEGATIVE_INFINITY
  add(value: number): void {
    if (value < this.low) this.low = value
    if (value > this.high) this.high = value
  }
  found(): { low: number; high: number } | null {
    return this.low <= this.high ? { low: this.low, high: this.high } : null
  }
}
