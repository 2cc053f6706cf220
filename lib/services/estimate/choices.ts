import { type AnalysisSize, type Estimate, estimateAnalysis, type Machine } from './estimate'

/** A choice on the command line that shortens an analysis, and what it would then take. */
export interface Choice {
  readonly flag: string
  readonly seconds: Estimate['seconds']
}

/** Tokens of the shorter analysis that is offered, as a share. */
const FEWER = 10
const FEWEST_TOKENS = 100_000
const PREVIEW_TOKENS = 60_000
/** A choice is offered if it takes away this share of the time. */
const WORTH = 0.2

/** Returns the choices that shorten an analysis by much, the one that saves most time first. */
export function shorterChoices(size: AnalysisSize, machine: Machine): Choice[] {
  const now = estimateAnalysis(size, machine).seconds
  const at = (flag: string, change: Partial<AnalysisSize>): Choice => ({
    flag,
    seconds: estimateAnalysis({ ...size, ...change }, machine).seconds,
  })
  const choices: Choice[] = []
  const fewer = Math.max(FEWEST_TOKENS, Math.round(size.tokens / FEWER / 10_000) * 10_000)
  if (fewer < size.tokens) choices.push(at(`--max-tokens ${fewer}`, { tokens: fewer }))
  if (size.ablatedExamples > 0 && now.effects > 0) choices.push(at('--effects 0', { ablatedExamples: 0 }))
  const withoutNeurons = size.dictionaries.filter(({ kind }) => kind !== 'neurons')
  if (withoutNeurons.length > 0 && withoutNeurons.length < size.dictionaries.length)
    choices.push(at('--no-neurons', { dictionaries: withoutNeurons }))
  const total = ({ published, effects }: Estimate['seconds']) => published + effects
  const shorter = choices
    .filter(({ seconds }) => total(seconds) <= (1 - WORTH) * total(now))
    .sort((a, b) => total(a.seconds) - total(b.seconds))
  const preview = at(`--preview-tokens ${PREVIEW_TOKENS}`, { previewTokens: PREVIEW_TOKENS })
  // A preview takes time of its own, but first results come early.
  const isEarly = size.previewTokens === null && (preview.seconds.preview ?? 0) <= 0.5 * now.published
  return isEarly && size.tokens > 2 * PREVIEW_TOKENS ? [...shorter, preview] : shorter
}
