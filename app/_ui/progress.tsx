/** A bar of the share of work that is done, 0…1, which screen readers read too. */
export function Progress({ share, label }: { share: number; label: string }) {
  const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100)
  return (
    <span
      className="block h-2 overflow-hidden rounded-1 bg-bar-soft forced-colors:border"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i className="block h-full bg-accent forced-colors:bg-[Highlight]" style={{ width: `${percent}%` }} />
    </span>
  )
}
