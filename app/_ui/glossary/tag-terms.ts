import type { MotifTag } from '@/lib/domain/motif'
import type { TermName } from './terms'

/** The term of the glossary that defines each tag. */
export const TAG_TERMS: Readonly<Record<MotifTag, TermName>> = {
  'single-token': 'singleToken',
  'token-in-context': 'tokenInContext',
  context: 'context',
  dense: 'dense',
  ultralow: 'ultralow',
}
