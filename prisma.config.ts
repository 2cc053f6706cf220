import { defineConfig } from 'prisma/config'

/** Computed tables are partitioned, which Prisma cannot model: they are read and written through pg. */
const PARTITIONED = ['feature_stat', 'feature_detail', 'example', 'token_posting']

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: PARTITIONED.map((name) => `public.${name}`) },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
