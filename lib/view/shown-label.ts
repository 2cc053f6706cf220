import type { Label } from '@/lib/contract/labels'

/** Returns the label that is shown for a feature: the newest by a person, else by the rules, else by an LLM. */
export function shownLabel(labels: readonly Label[]): Label | null {
  const current = labels.filter((label) => label.current).toSorted((a, b) => b.id - a.id)
  const newest = (kind: Label['authorKind']) => current.find((label) => label.authorKind === kind)
  return newest('person') ?? newest('rules') ?? newest('llm') ?? null
}
