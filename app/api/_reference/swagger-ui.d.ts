/** What is used of Swagger UI, which comes without types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** A component or an element of Swagger UI's own React, which only its own `createElement` takes. */
  type Part = object

  interface LayoutProps {
    readonly getComponent: (name: string, isContainer?: boolean) => Part
    readonly specSelectors: {
      readonly loadingStatus: () => string | undefined
      /** The document as text; empty when there is none. */
      readonly specStr: () => string | undefined
    }
  }

  interface System {
    readonly React: {
      readonly createElement: (
        type: string | Part,
        props?: Readonly<Record<string, unknown>>,
        ...children: (Part | string)[]
      ) => Part
    }
  }

  export type Plugin = (system: System) => {
    readonly components: Readonly<Record<string, (props: LayoutProps) => Part>>
  }

  interface Options {
    readonly domNode: HTMLElement
    readonly url: string
    readonly layout: string
    readonly plugins: readonly Plugin[]
    /** Where the document is checked; null for nowhere. */
    readonly validatorUrl: string | null
    readonly docExpansion: 'list' | 'full' | 'none'
    readonly defaultModelsExpandDepth: number
    readonly tryItOutEnabled: boolean
  }
  export default function SwaggerUI(options: Options): unknown
}
