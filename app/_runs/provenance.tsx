import { Note } from '@/app/_ui/kit/pane'
import type { Run } from '@/lib/contract/schemas'

/** The provenance of a run: hashes, code version and settings, as a flat list of names and values. */
export function Provenance({ run }: { run: Run }) {
  const facts = [...flatten(run.provenance), ...flatten(run.settings).map(prefix)]
  if (facts.length === 0) return <Note>Nothing was recorded.</Note>
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div
          key={name}
          className="grid grid-cols-[15rem_minmax(0,1fr)] gap-x-3 border-b border-line py-1 text-12/4 last:border-b-0 @max-2xl:grid-cols-1"
        >
          <dt className="text-ink-3">{name}</dt>
          <dd className="font-mono wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const prefix = ([name, value]: [string, string]): [string, string] => [`settings ${name}`, value]

/** Turns `{a: {b: 1}}` into `[["a b", "1"]]`; lists of plain values stay on one line. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (value === null || typeof value !== 'object') return path ? [[path, String(value ?? '—')]] : []
  if (Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object'))
    return [[path, value.join(', ')]]
  return Object.entries(value).flatMap(([name, part]) => flatten(part, path ? `${path} ${name}` : name))
}
