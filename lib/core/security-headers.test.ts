import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_HEADERS, contentSecurityPolicy, securityHeaders } from '@/lib/core/security-headers';
import nextConfig from '@/next.config.js';
import { config as proxyConfig } from '@/proxy';

describe('contentSecurityPolicy', () => {
  it('allows scripts by nonce only', () => {
    const policy = contentSecurityPolicy({ nonce: 'abc', development: false, https: true });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
  });
});

describe('securityHeaders', () => {
  it('sends HSTS over https only', () => {
    const over = (https: boolean) => securityHeaders({ nonce: 'n', development: false, https });
    expect(over(true)['Strict-Transport-Security']).toMatch(/max-age=\d{8}/);
    expect(over(false)['Strict-Transport-Security']).toBeUndefined();
  });
});

/** Those that may have more than the 10 MB at which Next cuts what goes through the proxy. */
const UPLOADS = [
  '/api/acceptances/[id]/evidence',
  '/api/compliance/catalogues',
  '/api/engagements/[number]/files',
  '/api/imports',
  '/api/incidents/evidence',
  '/api/tls/[id]/opinions',
  '/api/v1/imports',
];

describe('addresses that go past the proxy', () => {
  const past = (address: string) => !proxyConfig.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(address));

  it('are the uploads alone, among all of the API', () => {
    const addresses = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)route\.ts$/.test(file))
      .map((file) => `/api/${file.replace(/\/route\.ts$/, '')}`);
    expect(addresses.filter(past).sort()).toEqual(UPLOADS);
  });

  it.each(UPLOADS)('%s gets the same headers from the configuration', async (file) => {
    const source = file.replaceAll(/\[(\w+)\]/g, ':$1');
    const rules = (await nextConfig.headers?.())?.filter((rule) => rule.source === source) ?? [];
    const set = (some: typeof rules) =>
      Object.fromEntries(some.flatMap(({ headers }) => headers).map(({ key, value }) => [key, value]));
    const over = (https: boolean) => ({
      ...securityHeaders({ nonce: 'n', development: false, https }),
      'Content-Security-Policy': API_HEADERS['Content-Security-Policy'],
    });
    expect(set(rules.filter(({ has }) => !has))).toEqual(over(false));
    expect(set(rules)).toEqual(over(true));
  });
});
