/** The orange gradient of all sparklines of a page (`fill="url(#act)"`), 72 units wide. */
export function ActivationGradient() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="act" gradientUnits="userSpaceOnUse" x1="0" x2="72" y1="0" y2="0">
          <stop offset="0" className="[stop-color:var(--color-act-3)]" />
          <stop offset=".55" className="[stop-color:var(--color-act-6)]" />
          <stop offset="1" className="[stop-color:var(--color-act-9)]" />
        </linearGradient>
      </defs>
    </svg>
  )
}
