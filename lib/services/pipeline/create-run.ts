import { createRun } from '@/lib/db/runs'
import type { Client } from '@/lib/db/transaction'
import { addJobs } from '@/lib/jobs/queue'
import { STAGES } from '@/lib/jobs/stages'
import { CODE_VERSION } from './code-version'
import type { RunSettings } from './settings'

/** Creates a run with its first job, in the caller's transaction. Returns its id. */
export async function createAnalysisRun(client: Client, settings: RunSettings): Promise<number> {
  const runId = await createRun(client, {
    kind: 'analysis',
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
    stages: STAGES,
  })
  await addJobs(client, [{ name: 'analysis.start', payload: { runId } }])
  return runId
}
