import type { Plugin } from 'swagger-ui-dist/swagger-ui-es-bundle.js'

/** The name of the layout below. */
export const LAYOUT = 'ReferenceLayout'

/**
 * What the page shows of Swagger UI: signing requests with a token, and the operations. Its own layout adds a second main
 * landmark, a title and a choice of one server.
 */
export const referenceLayout: Plugin = ({ React: { createElement } }) => ({
  components: {
    [LAYOUT]: ({ getComponent, specSelectors }) => {
      if (specSelectors.loadingStatus() === 'loading')
        return createElement('p', { className: 'wait dim' }, 'Loading …')
      const parts = specSelectors.specStr()
        ? [getComponent('AuthorizeBtnContainer', true), getComponent('operations', true)]
        : []
      return createElement(
        'div',
        { className: 'swagger-ui' },
        createElement(getComponent('SvgAssets')),
        createElement(getComponent('errors', true)),
        ...parts.map((part) => createElement(part)),
      )
    },
  },
})
