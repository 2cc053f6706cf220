import { messageOf } from '@/lib/errors'

export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail'
  readonly check: string
  readonly message: string
  /** What to do about it. */
  readonly mend?: string
}

export interface Check {
  readonly name: string
  /** Says what is there; throws when it is not as it should be. */
  readonly look: () => Promise<string> | string
  readonly mend: string
  /** Level of a failure: `warn` for what only some commands need. Default `fail`. */
  readonly level?: 'warn' | 'fail'
}

export async function runCheck({ name, look, mend, level = 'fail' }: Check): Promise<Finding> {
  try {
    return { level: 'ok', check: name, message: await look() }
  } catch (error) {
    return { level, check: name, message: messageOf(error), mend }
  }
}
