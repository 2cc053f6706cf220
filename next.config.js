/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next.js knows of more itself: pg, pino, onnxruntime-node, @prisma/client.
  serverExternalPackages: [
    'pg-copy-streams',
    'better-auth',
    'graphile-worker',
    'onnx-proto',
    '@prisma/adapter-pg',
  ],
  // proxy.ts has each address as it was sent. Otherwise 127.0.0.1 in it becomes localhost, and Next.js takes its rewrite for
  // one to another server, which it asks over the network.
  skipProxyUrlNormalize: true,
  // `npm run check` type-checks everything once.
  typescript: { ignoreBuildErrors: true },
  // A navigation that cannot reach the server waits and is tried again; without it the browser shows its own error page.
  experimental: { useOffline: true },
}
