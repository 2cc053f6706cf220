/** Labels that tell features apart: few features of a dictionary may share one text. */
import type { ChosenRule } from './choose'

/** Most features of a dictionary that are labelled with the same words. */
const SHARED_WORDS = 4

/**
 * Returns one rule for each feature that has any. Where more than SHARED_WORDS features have the same best words, those whose
 * rule is best keep them; the others take their next rule whose words are still free, or none.
 */
export function distinctRules(
  features: readonly { readonly feature: number; readonly rules: readonly ChosenRule[] }[],
): { readonly feature: number; readonly rule: ChosenRule }[] {
  const taken = new Map<string, number>()
  const chosen = new Map<number, ChosenRule>()
  let waiting = features.filter(({ rules }) => rules.length > 0)
  for (let choice = 0; waiting.length > 0; choice++) {
    const order = waiting.toSorted(
      (a, b) => b.rules[choice].score - a.rules[choice].score || a.feature - b.feature,
    )
    const left = new Set<number>()
    for (const { feature, rules } of order) {
      const rule = rules[choice]
      const users = taken.get(rule.text) ?? 0
      if (users < SHARED_WORDS) {
        taken.set(rule.text, users + 1)
        chosen.set(feature, rule)
      } else left.add(feature)
    }
    waiting = waiting.filter(({ feature, rules }) => left.has(feature) && rules.length > choice + 1)
  }
  return features.flatMap(({ feature }) => {
    const rule = chosen.get(feature)
    return rule ? [{ feature, rule }] : []
  })
}
