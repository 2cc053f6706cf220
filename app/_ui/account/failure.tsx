import { messageOf } from '@/lib/errors'

/** Says why a write failed; screen readers read the text when it appears. */
export function Failure({ error }: { error: unknown }) {
  return error ? (
    <p className="text-bad" role="alert">
      {messageOf(error)}
    </p>
  ) : null
}
