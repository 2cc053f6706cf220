import type { Client } from '@/lib/db/transaction'
import type { AnalysisSettings } from '@/lib/jobs/kinds/analysis'
import { startRun } from '@/lib/jobs/queue'
import { CODE_VERSION } from './code-version'

/**
 * Creates an analysis run with its first job, in the caller's transaction, and returns its id. A run that follows another
 * one has its place in the queue.
 */
export async function createAnalysisRun(
  client: Client,
  settings: AnalysisSettings,
  { follows }: { readonly follows?: number } = {},
): Promise<number> {
  return startRun(client, {
    kind: 'analysis',
    ...(follows !== undefined && { follows }),
    title: `${settings.preview ? 'Preview' : 'Analyse'} ${settings.model.slug}`,
    settings,
    provenance: {
      version: CODE_VERSION,
      model: settings.model.hash,
      ...(settings.model.shuffled && { shuffledWeights: settings.model.shuffled }),
      tokenizer: settings.model.tokenizerHash,
      dictionaries: Object.fromEntries(settings.dictionaries.map(({ slug, hash }) => [slug, hash])),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    },
  })
}
