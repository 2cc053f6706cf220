import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { ResponseHeadersPlugin } from '@orpc/server/plugins'
import { API_ROOT } from '@/lib/contract/paths'
import { router } from '../_handlers'
import { checkRole, findPerson, guardWrites } from './access'
import { noteWrites } from './audit'
import { readBody } from './body'
import { answerErrors, errorAnswer } from './errors'
import { findOperation, noSuchPath } from './find-operation'
import { sign } from './signature'

/** Handles every operation of the contract. A request passes the steps in this order, until one of them refuses it. */
const handler = new OpenAPIHandler(router, {
  interceptors: [
    answerErrors,
    findOperation(router),
    guardWrites,
    findPerson,
    noteWrites,
    checkRole,
    readBody,
  ],
  clientInterceptors: [sign],
  plugins: [new ResponseHeadersPlugin()],
})

/** Answers a request to the API. It never throws. */
export async function answer(request: Request): Promise<Response> {
  const { matched, response } = await handler.handle(request, {
    prefix: API_ROOT,
    context: { request, notes: {} },
  })
  if (matched) return response
  const { pathname, href } = new URL(request.url)
  const { body, ...init } = errorAnswer(noSuchPath(pathname), href)
  return Response.json(body, init)
}
