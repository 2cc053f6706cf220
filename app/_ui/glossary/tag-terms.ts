import type { MotifTag } from '@/lib/domain/motif'
import type { TermName } from './terms'

/** Where each tag is defined. */
export const TAG_TERMS: Readonly<Record<MotifTag, TermName>> = {
  'single-token': 'singleToken',
  'token-in-context': 'tokenInContext',
  context: 'context',
  dense: 'dense',
  ultralow: 'ultralow',
}
