import type { Label } from '@/lib/contract/labels'

/** The label a feature is known by: the newest of a person, else the rules', else another explainer's. */
export function shownLabel(labels: readonly Label[]): Label | null {
  const current = labels.filter((label) => label.current).toSorted((a, b) => b.id - a.id)
  const newest = (kind: Label['authorKind']) => current.find((label) => label.authorKind === kind)
  return newest('person') ?? newest('rules') ?? newest('llm') ?? null
}
