import { SemascopeError } from '@/lib/errors'
import type { Json } from '../files'

/**
 * Checks `exclude_special_tokens` of a dictionary, the tokens on which it was not trained: true, or their ids. Special
 * tokens are left out of every statistic here too, so nothing else needs to be done for them. Throws `unsupported` with
 * the key for other ids.
 * @param special 1 at ids that are left out of every statistic, [d_vocab]
 */
export function checkExcludedTokens(dir: string, metadata: Json, special: Uint8Array): void {
  const excluded = metadata.exclude_special_tokens
  if (excluded == null || typeof excluded === 'boolean') return
  const ids: readonly unknown[] = Array.isArray(excluded) ? excluded : [excluded]
  const others = ids.filter((id) => typeof id !== 'number' || special[id] !== 1)
  if (others.length > 0)
    throw new SemascopeError(
      'unsupported',
      `${dir}: "exclude_special_tokens" names ${others.map((id) => JSON.stringify(id)).join(', ')}, which this tokenizer does not call special, so statistics would count them although the dictionary was not trained on them. Mark them as special in tokenizer.json, or take them out of a copy of cfg.json to count them`,
    )
}
