'use client'

import '../_browse/css/page.css'

const ROWS = Array.from({ length: 24 }, (_, row) => row)

/** The shape of the list while it is made; it shows after 200 ms. */
export default function LoadingBrowse() {
  return (
    <main id="main" className="browse" aria-busy="true">
      <div className="wrap skel">
        <span style={{ height: 52 }}>
          <i style={{ width: 220, height: 18 }} />
        </span>
        <span style={{ height: 92 }}>
          <i style={{ width: '100%', height: 28 }} />
        </span>
        {ROWS.map((row) => (
          <span key={row} style={{ height: 28 }}>
            <i style={{ width: 44 }} />
            <i style={{ width: `${12 + ((row * 7) % 9)}%` }} />
            <i style={{ width: 80 }} />
            <i style={{ width: 64 }} />
            <i style={{ width: `${30 + ((row * 5) % 14)}%`, marginLeft: 'auto' }} />
          </span>
        ))}
        <p className="sr">Loading features</p>
      </div>
    </main>
  )
}
