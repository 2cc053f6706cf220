import type { Client } from '@/lib/db/transaction'
import type { AnalysisContext } from './context'
import { createAnalysisRun } from './create-run'

/** The run over the whole corpus that follows a preview, on the corpus file the preview made. */
export async function createFollowingRun(client: Client, context: AnalysisContext): Promise<number> {
  const { settings, corpus } = context
  return createAnalysisRun(client, {
    ...settings,
    corpus: { ...settings.corpus, hash: corpus.hash },
    analyseTokens: null,
    preview: false,
    thenFull: false,
  })
}
