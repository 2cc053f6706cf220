'use client'

/** The footer of a page with its most useful keys, such as `['g b', 'browse']`. Hidden on phones. */
export function KeyHints({ hints }: { hints: readonly (readonly [keys: string, does: string])[] }) {
  return (
    <footer className="keys">
      {hints.map(([keys, does]) => (
        <span key={keys}>
          {keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </footer>
  )
}
