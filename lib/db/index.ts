export {
  assemble,
  closeDatabase,
  type Database,
  type DatabaseConfig,
  database,
  openDatabase,
} from './database'
export { type Client, type Pool, type Queryable, transaction } from './transaction'
