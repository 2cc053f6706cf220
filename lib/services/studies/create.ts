import { drawFeatures, isEligible } from '@/lib/analysis/study-draw'
import type { StudyBody } from '@/lib/contract/studies'
import type { Database } from '@/lib/db/database'
import { getPublished, type Published } from '@/lib/db/published'
import { readExamples } from '@/lib/db/queries/examples'
import { readCandidates, type StudyCandidate } from '@/lib/db/queries/study-candidates'
import { vocabulary } from '@/lib/db/queries/vocabulary'
import { createStudy, type NewSource } from '@/lib/db/studies/create'
import { SemascopeError } from '@/lib/errors'
import { blindEvidence } from './evidence'

/**
 * Draws the items of a study, stores them with their evidence, and returns the id of the study. Throws `not_found` or
 * `conflict` (no analysis) with the dictionary, and `invalid_input` if annotators could tell the dictionaries apart by
 * their text, a role does not fit its dictionary, or a dictionary has too few features to draw.
 */
export async function makeStudy(db: Database, body: StudyBody): Promise<number> {
  const slugs = body.sources.map((source) => source.dictionary)
  const twice = slugs.find((slug, at) => slugs.indexOf(slug) !== at)
  if (twice) throw invalid(`${twice} is in the study twice`)
  const dictionaries: Published[] = []
  for (const slug of slugs) dictionaries.push(await getPublished(db, slug))
  for (const dictionary of dictionaries) requireAlike(dictionaries[0], dictionary)

  const sources: NewSource[] = []
  for (const [at, dictionary] of dictionaries.entries())
    sources.push(await drawSource(db, dictionary, body.sources[at].role, body))
  return createStudy(db, { ...body, createdBy: body.annotator, sources })
}

/** Throws if dictionaries differ in their text: another corpus, or more of it, would tell them apart. */
function requireAlike(first: Published, other: Published): void {
  const differ =
    first.tokenizerHash !== other.tokenizerHash
      ? 'have different tokenizers'
      : first.analysis.corpusId !== other.analysis.corpusId
        ? 'are analysed on different corpora'
        : first.analysis.sequences !== other.analysis.sequences
          ? 'are analysed on different amounts of text'
          : null
  if (differ) throw invalid(`${first.slug} and ${other.slug} ${differ}: their examples would tell them apart`)
}

async function drawSource(
  db: Database,
  dictionary: Published,
  role: NewSource['role'],
  body: StudyBody,
): Promise<NewSource> {
  if ((role === 'neurons') !== (dictionary.kind === 'neurons'))
    throw invalid(`${dictionary.slug} is ${dictionary.kind === 'neurons' ? '' : 'not '}a neuron basis`)
  // features of a model with shuffled weights must not count as features of a trained model
  if (dictionary.shuffledWeights && role === 'features')
    throw invalid(`${dictionary.slug} belongs to shuffled weights, so its role in a study must be control`)
  const candidates = await readCandidates(db, dictionary.analysis.id)
  const eligible = candidates.filter((candidate) => isEligible(candidate, body.minFirings)).length
  if (eligible < body.itemsEach)
    throw invalid(
      `${dictionary.slug} has ${eligible} features that fire on ${body.minFirings} tokens or more and raise ten, fewer than ${body.itemsEach}`,
    )
  const drawn = drawFeatures(candidates, {
    dictionary: dictionary.slug,
    sampling: body.sampling,
    seed: body.seed,
    wanted: body.itemsEach,
    minFirings: body.minFirings,
  })
  const byIndex = new Map(candidates.map((candidate) => [candidate.index, candidate]))
  const items: NewSource['items'][number][] = []
  for (const index of drawn) {
    const candidate = byIndex.get(index)
    if (candidate) items.push(await itemOf(db, dictionary, candidate, body.examples))
  }
  return {
    dictionaryId: dictionary.id,
    analysisId: dictionary.analysis.id,
    role,
    features: dictionary.dSae,
    eligible,
    items,
  }
}

async function itemOf(db: Database, dictionary: Published, candidate: StudyCandidate, examplesEach: number) {
  const [examples, tokens] = await Promise.all([
    readExamples(dictionary, candidate.index),
    vocabulary(db.pool, dictionary.tokenizerHash),
  ])
  const raised = candidate.raisedIds.map((id, at) => ({
    token: tokens.text(id),
    value: candidate.raisedValues[at],
  }))
  return {
    index: candidate.index,
    density: candidate.density,
    evidence: blindEvidence({ maxActivation: candidate.maxActivation, raised }, examples, examplesEach),
  }
}

function invalid(message: string): SemascopeError {
  return new SemascopeError('invalid_input', message)
}
