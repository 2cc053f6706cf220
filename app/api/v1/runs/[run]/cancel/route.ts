import { cancelRun } from '@/lib/db/runs'
import { otherMethods } from '../../../../_lib/route'
import { runAction } from '../run-action'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Stops a run; what its finished parts have written stays for a retry. 409 when it is over. */
export const POST = runAction(cancelRun)
