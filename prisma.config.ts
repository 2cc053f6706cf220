import { defineConfig } from 'prisma/config'

/** Computed tables are partitioned, which Prisma cannot model: they are read and written through pg. */
const PARTITIONED = ['feature_stat', 'feature_detail', 'example', 'token_posting']
/** The table of rate-limiter-flexible, which reads and writes it with statements of its own. */
const LIMITS = ['rate_limit']

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: [...PARTITIONED, ...LIMITS].map((name) => `public.${name}`) },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
