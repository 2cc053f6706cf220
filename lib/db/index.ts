export { database } from './database'
