import './charts.css'

/** An 8 px bar next to its number; `share` is 0…1 of the track. Screen readers read only the number. */
export function Meter({ share, kind = 'plain' }: { share: number; kind?: 'plain' | 'act' | 'up' | 'down' }) {
  const width = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0
  return (
    <span
      className={kind === 'plain' ? 'meter' : `meter ${kind}`}
      style={{ width: `${width.toFixed(1)}%` }}
      aria-hidden="true"
    />
  )
}
