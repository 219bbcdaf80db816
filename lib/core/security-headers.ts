type HeaderOptions = {
  readonly nonce: string;
  /** `next dev` evaluates code and writes inline styles. */
  readonly development: boolean;
  readonly https: boolean;
};

/** Content-Security-Policy with a nonce (CSP Level 3). Recharts needs style attributes, which no nonce covers. */
export function contentSecurityPolicy({ nonce, development }: HeaderOptions): string {
  const evaluate = development ? " 'unsafe-eval'" : '';
  const style = development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    style,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** HTTP Strict Transport Security (RFC 6797): over https only. */
export const TRANSPORT_HEADERS = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };

/** What next.config.js sets where a request goes past proxy.ts: answers that are never a page. */
export const API_HEADERS = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'", ...COMMON };

/** The headers that each answer carries (ASVS 5.0, 3.4). */
export function securityHeaders(options: HeaderOptions): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    ...COMMON,
    ...(options.https ? TRANSPORT_HEADERS : {}),
  };
}
