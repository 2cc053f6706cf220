import type { Label } from '@/lib/contract/labels'

/** Returns the author of a label in words. */
export const authorOf = ({ authorKind, author }: Pick<Label, 'authorKind' | 'author'>): string =>
  authorKind === 'rules' ? 'rule explainer' : author
