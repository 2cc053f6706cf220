import { defineConfig } from 'prisma/config'

/** Computed tables are partitioned, which Prisma cannot model: they are read and written through pg. */
const PARTITIONED = ['feature_stat', 'feature_detail', 'example', 'token_posting']
/** Studies lean on composite keys, generated columns and a trigger: they too are read and written through pg. */
const STUDIES = ['study', 'study_source', 'study_item', 'study_assignment', 'study_score']
/** What people leave on features, with rows that are retired and never deleted: the same. */
const MARKS = ['star', 'comment', 'person_tag', 'feature_list', 'list_entry', 'change']
/** Accounts and the audit log: sign-in reads and writes them through the pool it shares with us. */
const PEOPLE = [
  ...['person', 'person_name', 'person_credential', 'person_session'],
  ...['invitation', 'api_token', 'audit_entry'],
]

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: [...PARTITIONED, ...STUDIES, ...MARKS, ...PEOPLE].map((name) => `public.${name}`) },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
