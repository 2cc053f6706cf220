'use client'

import '../_browse/css/page.css'

/** The shape of the list while it is loading; it is shown after 200 ms. */
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
        <div className="rowskel" />
        <p className="sr">Loading features …</p>
      </div>
    </main>
  )
}
