/** A bar of the share of work that is done, 0…1, which screen readers read too. */
export function Progress({ share, label }: { share: number; label: string }) {
  const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100)
  return (
    <span
      className="prog"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${percent}%` }} />
    </span>
  )
}
