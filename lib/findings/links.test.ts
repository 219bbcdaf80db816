import { describe, expect, it } from 'vitest';
import { advisoryLink, webLink } from '@/lib/findings/links';

describe('links of a finding', () => {
  it('knows the registers of public ids', () => {
    expect(advisoryLink('CVE-2026-12345')).toBe('https://nvd.nist.gov/vuln/detail/CVE-2026-12345');
    expect(advisoryLink('GHSA-ab12-cd34-ef56')).toBe('https://github.com/advisories/GHSA-ab12-cd34-ef56');
    expect(advisoryLink('RUSTSEC-2026-0001')).toContain('osv.dev');
    expect(advisoryLink('java:S2068')).toBeNull();
    expect(advisoryLink('CVE-2026-1/../../x')).toBeNull();
  });

  it('makes a link of nothing but web addresses', () => {
    expect(webLink(' https://example.org/a?b=c ')).toBe('https://example.org/a?b=c');
    for (const hostile of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//evil.example',
      'see CVE',
    ]) {
      expect(webLink(hostile)).toBeNull();
    }
  });
});
