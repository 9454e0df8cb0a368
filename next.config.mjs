/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: false,
  poweredByHeader: false,
  agentRules: false,
  compress: false,
  expireTime: 60,
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ['pg', 'postgres', '@prisma/client', '@prisma/adapter-pg'],
  turbopack: { root: import.meta.dirname },
};
export default config;
