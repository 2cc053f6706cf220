/** How many features each choice of the filters would leave. */
import { activeGroups, type FilterGroup, personTagsOf, tagsOf } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { MOTIF_TAGS, type MotifTag, tagNumbers } from '@/lib/domain/motif'
import type { Published } from '../published'
import type { Pool } from '../transaction'
import { BINS, countedFeatures, DECADES, type Ends, LABEL_KINDS, PROFILE } from './counted-features'
import { conditions, type ResolvedFilters } from './filters'
import { Parameters } from './parameters'
import { personTagCounts } from './person-tag-counts'
import { GROUP_BITS, type Tally } from './tally'

/** Counts the features of a list and what each choice of its filters would leave. */
export async function featureCounts(
  pool: Pool,
  published: Published,
  resolved: ResolvedFilters,
): Promise<FeatureCounts> {
  const { filters } = resolved
  const [own, ownOfTags] = [new Parameters(), new Parameters()]
  const [{ profiles, densities, tags, ends }, personTags] = await Promise.all([
    countedFeatures(pool, published, conditions(published, resolved, own), own),
    personTagCounts(
      pool,
      published,
      personTagsOf(filters),
      conditions(published, resolved, ownOfTags),
      ownOfTags,
    ),
  ])
  const having = (group: FilterGroup, wanted: number, mask: number = wanted) =>
    profiles.without(group, (profile) => (profile & mask) === wanted)
  const kind = (name: (typeof LABEL_KINDS)[number]) =>
    having('label', LABEL_KINDS.indexOf(name), PROFILE.kind)
  const both = (group: FilterGroup, bit: number) => [having(group, bit), having(group, 0, bit)] as const
  const [scored, unscored] = both('annotated', PROFILE.annotated)
  const [starred, unstarred] = both('starred', PROFILE.starred)
  const [active, dead] = both('active', PROFILE.alive)
  const bins = (count: (isWanted: (bin: number) => boolean) => number) =>
    Array.from({ length: BINS }, (_, bin) => count((own) => own === bin))
  return {
    matching: profiles.matching(),
    total: profiles.all(),
    often: profiles.all((profile) => (profile & PROFILE.often) !== 0),
    dead: profiles.all((profile) => (profile & PROFILE.alive) === 0),
    options: {
      same: { all: having('same', PROFILE.sameAll), mixed: having('same', PROFILE.sameMixed) },
      label: { person: kind('person'), rules: kind('rules'), llm: kind('llm'), none: kind('none') },
      tags: tagCounts(tags, tagsOf(filters)),
      annotated: { yes: scored, no: unscored },
      starred: { yes: starred, no: unstarred },
      personTags,
      active: { active, dead },
    },
    density: {
      edges: Array.from({ length: BINS + 1 }, (_, bin) => (bin / BINS - 1) * DECADES),
      counts: bins((isWanted) => densities.without('density', isWanted)),
      all: bins((isWanted) => densities.all(isWanted)),
    },
    maximum: range(ends, 'maximum'),
    score: range(ends, 'score'),
    without: activeGroups(filters).map((group) => ({ group, count: profiles.without(group) })),
  }
}

/** Counts each tag in addition to the tags of the query; null if no feature has tags, as in an old analysis. */
function tagCounts(tags: Tally<readonly number[] | null>, asked: readonly MotifTag[]) {
  if (tags.all((own) => own !== null) === 0) return null
  const counted = MOTIF_TAGS.map((tag) => {
    const wanted = tagNumbers([...asked, tag])
    const isWanted = (own: readonly number[] | null) =>
      own !== null && wanted.every((number) => own.includes(number))
    return [tag, tags.without('tags', isWanted)] as const
  })
  return Object.fromEntries(counted) as Record<MotifTag, number>
}

/** Returns the lowest and highest value of features that fail at most this group; null if there are none. */
function range(ends: readonly Ends[], of: 'maximum' | 'score') {
  const left = ends.flatMap((own) => {
    const isLeft = own.failed === 0 || own.failed === GROUP_BITS[of]
    return isLeft && own[of] ? [own[of]] : []
  })
  if (left.length === 0) return null
  return { low: Math.min(...left.map(([low]) => low)), high: Math.max(...left.map(([, high]) => high)) }
}
