import { defineConfig } from 'prisma/config'

/** Computed tables are partitioned, which Prisma cannot model: they are read and written through pg. */
const PARTITIONED = ['feature_stat', 'feature_detail', 'example', 'token_posting']
/** Studies lean on composite keys, generated columns and a trigger: they too are read and written through pg. */
const STUDIES = ['study', 'study_source', 'study_item', 'study_assignment', 'study_score']

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: [...PARTITIONED, ...STUDIES].map((name) => `public.${name}`) },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
