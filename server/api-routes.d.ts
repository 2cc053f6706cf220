/** Made by scripts/api-routes.mjs: every route of app/api, its pattern and what it exports. */
declare module 'api-routes' {
  export const routes: readonly (readonly [pattern: string, handlers: import('@/server/api').Handlers])[]
}
