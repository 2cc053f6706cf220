import { SemascopeError } from '@/lib/errors'
import { errorResponse } from '../_lib/errors'

const notFound = async (request: Request) =>
  errorResponse(
    new SemascopeError('not_found', `there is no ${new URL(request.url).pathname}; see /api/v1/openapi.json`),
    request,
  )

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT }
