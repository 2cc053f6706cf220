import { Button } from '@/app/_ui/kit/button'
import { messageOf } from '@/lib/errors'
import type { useRows } from './use-feature-list'

type Rows = Pick<ReturnType<typeof useRows>, 'error' | 'isRetrying' | 'isOffline' | 'retry'>

/** Says at the end of the window, where one looks, why rows are missing. It goes by itself when they are there. */
export function ListNotice({ list: { error, isRetrying, isOffline, retry } }: { list: Rows }) {
  if (!error && !isRetrying && !isOffline) return null
  return (
    <div
      role={error ? 'alert' : 'status'}
      className="sticky bottom-10 z-10 mx-auto flex w-fit max-w-[calc(100%-2rem)] flex-wrap items-center gap-x-3 gap-y-1 rounded-3 border border-l-3 border-bad bg-raised px-4 py-2 shadow-float max-md:bottom-16 print:hidden"
    >
      {isOffline ? (
        <p>
          <b className="font-semibold text-bad">No connection.</b> The rows load when it is back.
        </p>
      ) : error ? (
        <>
          <p className="wrap-anywhere">
            <b className="font-semibold text-bad">Could not load some rows.</b> {messageOf(error)}
          </p>
          <Button onClick={retry}>Try again</Button>
        </>
      ) : (
        <p>
          <b className="font-semibold">Could not load some rows yet.</b> Trying again …
        </p>
      )}
    </div>
  )
}
