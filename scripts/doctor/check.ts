import { messageOf } from '@/lib/errors'

export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail'
  readonly check: string
  readonly message: string
  /** How to repair the failure. */
  readonly mend?: string
}

export interface Check {
  readonly name: string
  /** Returns a line about what was found; throws if the check fails. */
  readonly look: () => Promise<string> | string
  readonly mend: string
  /** Level of a failure: `warn` if only some commands need the thing. Default `fail`. */
  readonly level?: 'warn' | 'fail'
}

export async function runCheck({ name, look, mend, level = 'fail' }: Check): Promise<Finding> {
  try {
    return { level: 'ok', check: name, message: await look() }
  } catch (error) {
    return { level, check: name, message: messageOf(error), mend }
  }
}
