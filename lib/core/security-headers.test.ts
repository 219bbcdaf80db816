import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '@/lib/core/security-headers';

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
