import { retryRun } from '@/lib/jobs/queue'
import { otherMethods } from '../../../../_lib/route'
import { runAction } from '../run-action'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Puts a failed or cancelled run back to work at its first unfinished stage. 409 for any other. */
export const POST = runAction(retryRun)
