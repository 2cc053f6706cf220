export {
  assemble,
  closeDatabase,
  type Database,
  type DatabaseConfig,
  database,
  openDatabase,
} from './database'
export { type Queryable, transaction } from './transaction'
