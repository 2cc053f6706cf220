/** How many features each choice of the filters would leave. Pure. */
import { activeGroups, type BrowseFilters, type FilterGroup, tagsOf } from '@/lib/api/browse-query'
import type { FeatureCounts } from '@/lib/api/feature-counts'
import { MOTIF_TAGS, type MotifTag } from '@/lib/domain/motif'
import { derive, type FeatureColumns, LABEL_KINDS } from './load'
import { GROUP_BITS, tagBits } from './match'

/** Firings above which a feature counts as often active. */
const OFTEN = 20
/** Bins of log10 densities from 1e−6 to 1; rarer features are in the first. */
const DECADES = 6
const BINS = 48

/** Of a whole dictionary: how much of it is alive, and how dense. */
export function activity(columns: FeatureColumns) {
  return derive(columns, 'activity', () => {
    const { count, density } = columns.numbers
    const all = new Array<number>(BINS).fill(0)
    for (let index = 0; index < columns.size; index++) if (count[index] > 0) all[binOf(density[index])]++
    return {
      all,
      total: columns.size,
      often: count.reduce((sum, value) => sum + Number(value > OFTEN), 0),
      dead: count.reduce((sum, value) => sum + Number(value === 0), 0),
    }
  })
}

/** Counts of a list whose features fail the groups of filters in `failed`. */
export function countsOf(
  columns: FeatureColumns,
  filters: BrowseFilters,
  failed: Uint16Array,
): FeatureCounts {
  const { count, density, max, same, score, labelKind, tags } = columns.numbers
  const options = {
    same: { all: 0, mixed: 0 },
    label: { person: 0, rules: 0, llm: 0, none: 0 },
    tags: tags.every(Number.isNaN) ? null : tagCounts(columns, filters, failed),
    annotated: { yes: 0, no: 0 },
    active: { active: 0, dead: 0 },
  }
  const bins = new Array<number>(BINS).fill(0)
  const { all, ...alive } = activity(columns)
  const maximum = new Range()
  const scores = new Range()
  const groups = activeGroups(filters)
  const without = new Map<number, number>(groups.map((group) => [GROUP_BITS[group], 0]))
  let matching = 0
  for (let index = 0; index < failed.length; index++) {
    const bits = failed[index]
    const others = (group: FilterGroup) => (bits & ~GROUP_BITS[group]) === 0
    if (bits === 0) matching++
    else if (without.has(bits)) without.set(bits, (without.get(bits) ?? 0) + 1)
    if (others('same')) {
      if (same[index] >= 1) options.same.all++
      else if (same[index] < 1) options.same.mixed++
    }
    if (others('label')) options.label[LABEL_KINDS[labelKind[index]]]++
    if (others('annotated')) options.annotated[columns.annotated[index] === 1 ? 'yes' : 'no']++
    if (others('active')) options.active[count[index] > 0 ? 'active' : 'dead']++
    if (others('density') && count[index] > 0) bins[binOf(density[index])]++
    if (others('maximum') && count[index] > 0) maximum.add(max[index])
    if (others('score')) scores.add(score[index])
  }
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
  const counted = MOTIF_TAGS.map((tag) => {
    const wanted = asked | tagBits([tag])
    let found = 0
    for (let index = 0; index < failed.length; index++)
      if ((failed[index] & ~GROUP_BITS.tags) === 0 && (tags[index] & wanted) === wanted) found++
    return [tag, found] as const
  })
  return Object.fromEntries(counted) as Record<MotifTag, number>
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
