import type { Client } from '@/lib/db/transaction'
import type { AnalysisContext } from './context'
import { createAnalysisRun } from './create-run'

/** Creates the run over the whole corpus that follows a preview. It uses the corpus file that the preview made. */
export async function createFollowingRun(client: Client, context: AnalysisContext): Promise<number> {
  const { settings, corpus } = context
  const whole = {
    ...settings,
    corpus: { ...settings.corpus, hash: corpus.hash },
    analyseTokens: null,
    preview: false,
    thenFull: false,
  }
  return createAnalysisRun(client, whole, { follows: context.runId })
}
