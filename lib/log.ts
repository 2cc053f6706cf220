import pino from 'pino'
import { config } from './config'

/** Structured log of this process, on standard error so that command output stays clean. */
export const log = pino({ level: config().logLevel, base: null }, pino.destination({ fd: 2, sync: false }))
