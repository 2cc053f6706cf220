import pino from 'pino'
import { config } from './config'

/** The structured log of this process. It goes to standard error, so that the output of commands stays clean. */
export const log = pino({ level: config().logLevel, base: null }, pino.destination({ fd: 2, sync: false }))
