/** Returns the ids that at least two of the lists have. Pure. */
export function sharedIds(lists: readonly (readonly { readonly id: number }[])[]): ReadonlySet<number> {
  const seen = new Map<number, number>()
  for (const list of lists)
    for (const id of new Set(list.map((item) => item.id))) seen.set(id, (seen.get(id) ?? 0) + 1)
  return new Set([...seen].flatMap(([id, count]) => (count > 1 ? id : [])))
}
