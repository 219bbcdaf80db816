import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';
import { API_HEADERS, TRANSPORT_HEADERS } from './lib/core/security-headers.ts';

// Messages are compiled by the build: the browser needs no parser of them.
const withIntl = createNextIntlPlugin({
  requestConfig: './app/intl-request.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

/** Addresses that proxy.ts leaves out; a test compares them with its matcher. */
const UPLOADS = [
  '/api/imports',
  '/api/v1/imports',
  '/api/intel/epss',
  '/api/intel/kev',
  '/api/incidents/evidence',
  '/api/compliance/catalogues',
  '/api/engagements/:number/files',
  '/api/tls/:id/opinions',
  '/api/acceptances/:id/evidence',
];

const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** The build knows no address: whether it is https, the reverse proxy says. */
const overHttps = { type: 'header', key: 'x-forwarded-proto', value: 'https.*' };

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // The parsers of addresses are shared with the server; in the browser they are in the half that has the hooks.
  turbopack: { resolveAlias: { 'nuqs/server': { browser: 'nuqs' } } },
  // A second lockfile above the checkout must not move the root of the standalone output.
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // Read at run time, from below the working directory (lib/detection/load.ts).
  outputFileTracingIncludes: {
    '/*': ['./lib/detection/rules/*.yml', './node_modules/geist/dist/fonts/geist-sans/Geist-{Regular,SemiBold}.ttf'],
  },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'pg-copy-streams', 'yauzl', 'date-holidays', 'pdfkit'],
  headers: async () => [
    ...UPLOADS.flatMap((source) => [
      { source, headers: listed(API_HEADERS) },
      { source, has: [overHttps], headers: listed(TRANSPORT_HEADERS) },
    ]),
    {
      source: '/_next/static/:path*',
      headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }],
    },
  ],
};

export default withIntl(config);
