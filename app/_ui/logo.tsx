/** The mark of the product: three bars of a histogram and one in the accent colour. */
export function Logo({ className = 'size-5' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="9" width="3" height="10" className="fill-act-4" />
      <rect x="6" y="4" width="3" height="15" className="fill-act-7" />
      <rect x="11" y="1" width="3" height="18" className="fill-act-9" />
      <rect x="16" y="13" width="3" height="6" className="fill-accent" />
    </svg>
  )
}
