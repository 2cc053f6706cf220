'use client'

import { useEffect, useRef, useState } from 'react'
import { messageOf } from '@/lib/errors'
import { LAYOUT, referenceLayout } from './layout'
import { useDarkClass } from './use-dark-class'
import 'swagger-ui-dist/swagger-ui.css'
import './reference.css'

/** Swagger UI on the document at an address. It comes with the page's own files and asks nobody else. */
export function Reference({ url }: { url: string }) {
  const root = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState('')
  useDarkClass()
  useEffect(() => {
    let isLive = true
    import('swagger-ui-dist/swagger-ui-es-bundle.js')
      .then(({ default: SwaggerUI }) => {
        if (!isLive || !root.current) return
        SwaggerUI({
          domNode: root.current,
          url,
          // else it asks validator.swagger.io
          validatorUrl: null,
          ...{ layout: LAYOUT, plugins: [referenceLayout] },
          docExpansion: 'list',
          defaultModelsExpandDepth: -1,
          tryItOutEnabled: true,
        })
      })
      .catch((error: unknown) => setFailure(messageOf(error)))
    return () => {
      isLive = false
    }
  }, [url])
  return (
    <>
      {failure ? (
        <p className="text-bad" role="alert">
          Not loaded: {failure}
        </p>
      ) : null}
      <h2 className="sr-only">Operations</h2>
      <div ref={root} />
    </>
  )
}
