import { storePaths } from '@/lib/compute/store/paths'
import { readTokenizer } from '@/lib/compute/store/tokenizer'
import { config } from '@/lib/config'
import { availableProcessors } from '@/lib/config/processors'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { readText } from '@/lib/corpus/read-text'
import { findTokenizer } from '@/lib/models'
import { checkDiskSpace } from '@/lib/services/disk'
import { estimateRun, type RunEstimate } from '@/lib/services/estimate/estimate-run'
import { estimateTokens } from '@/lib/services/estimate/text-tokens'
import { analysisSettings, type StartOptions } from '@/lib/services/pipeline/start'
import { formatBytes, formatExact, formatSeconds } from '../ui/numbers'
import type { Progress } from '../ui/progress'

/** Most choices that are named. */
const NAMED = 2

/**
 * Says what an analysis will take before it starts, and which choices shorten it. Throws `unavailable` if the disk is too
 * small for it. `computeThreads` are those of the worker that will do it.
 */
export async function announce(
  request: StartOptions,
  progress: Progress,
  { computeThreads = config().computeThreads }: { readonly computeThreads?: number } = {},
): Promise<void> {
  const { dataDir, ortThreads } = config()
  const operatorThreads = ortThreads || Math.max(1, Math.floor(availableProcessors() / computeThreads))
  const tokens = await tokensOf(request)
  const threads = { computeThreads, operatorThreads }
  const estimate = await estimateRun(analysisSettings(request), { dataDir, tokens, ...threads })
  const { machine: _, ...figures } = estimate
  progress.note(describeEstimate(estimate))
  progress.result({ estimate: figures })
  await checkDiskSpace(estimate.diskBytes, dataDir)
}

/** Returns about how many content tokens are analysed: those of the text, at most those that were asked for. */
async function tokensOf({ bundle, corpus, maxTokens }: StartOptions): Promise<number> {
  const { source } = corpus
  const { root, dataDir } = config()
  const isPaths = source.kind === 'paths'
  if (!isPaths && maxTokens !== null) return maxTokens
  const documents = isPaths ? (await readText(source.paths)).documents : await loadDependencyTree({ root })
  const tokenizer = readTokenizer(findTokenizer(storePaths(dataDir).model(bundle.model.hash)))
  const text = estimateTokens(documents, tokenizer)
  return maxTokens === null ? text : Math.min(text, maxTokens)
}

/** Returns an estimate in a line or two. */
export function describeEstimate({ tokens, seconds, memoryBytes, diskBytes, choices }: RunEstimate): string {
  const preview = seconds.preview === null ? '' : `first results in ${formatSeconds(seconds.preview)}, `
  const effects = seconds.effects >= 1 ? `, then ${formatSeconds(seconds.effects)} for loss effects` : ''
  const room = `${formatBytes(memoryBytes)} of memory, ${formatBytes(diskBytes)} on disk`
  const whole = `about ${formatExact(tokens)} tokens: ${preview}published in ${formatSeconds(seconds.published)}${effects}; ${room}`
  if (choices.length === 0) return whole
  const named = choices.slice(0, NAMED).map(({ flag, seconds: then }) => `${flag} (${shortOf(then)})`)
  return `${whole}\n  shorter: ${named.join(', ')}`
}

function shortOf({ preview, published, effects }: RunEstimate['seconds']): string {
  if (preview !== null) return `first results in ${formatSeconds(preview)}`
  const after = effects >= 1 ? ` and ${formatSeconds(effects)}` : ''
  return `${formatSeconds(published)}${after}`
}
