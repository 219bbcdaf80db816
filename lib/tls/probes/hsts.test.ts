import { describe, expect, it } from 'vitest';
import { readHsts } from '@/lib/tls/probes/hsts';
import { samePlace } from '@/lib/tls/probes/http';

describe('Strict-Transport-Security (RFC 6797)', () => {
  it.each([
    ['max-age=63072000; includeSubDomains; preload', 'present', 63_072_000, true, true],
    ['MAX-AGE="31536000" ;INCLUDESUBDOMAINS', 'present', 31_536_000, true, false],
    ['  max-age = 10 ;; ', 'present', 10, false, false],
    ['max-age=1; unknown="a;b=c"; other=x', 'present', 1, false, false],
    ['max-age="\\3\\1"', 'present', 31, false, false],
    ['max-age=0; includeSubDomains', 'disabled', 0, true, false],
    ['max-age=99999999999999999999999', 'present', Number.MAX_SAFE_INTEGER, false, false],
  ])('reads %s', (header, state, maxAge, includeSubDomains, preload) => {
    expect(readHsts([header])).toEqual({ state, header, maxAge, includeSubDomains, preload });
  });

  it.each([
    'includeSubDomains',
    'max-age',
    'max-age=',
    'max-age=-1',
    'max-age=1.5',
    'max-age=1; max-age=2',
    'max-age=1; includeSubDomains; IncludeSubdomains',
    'max-age=1; includeSubDomains=true',
    'max-age="1',
    'max-age=1, max-age=2',
    'max-age 1',
    '',
    `max-age=1${';'.repeat(5000)}`,
  ])('calls %s invalid', (header) => {
    expect(readHsts([header])).toMatchObject({ state: 'invalid', maxAge: null, header: header.slice(0, 200) });
  });

  it('takes the first of several headers, and none for absent', () => {
    expect(readHsts(['max-age=5', 'max-age=0']).maxAge).toBe(5);
    expect(readHsts([])).toEqual({
      state: 'absent',
      header: null,
      maxAge: null,
      includeSubDomains: false,
      preload: false,
    });
  });
});

describe('redirects', () => {
  it('stay with the host and the port, or are not followed', () => {
    expect(samePlace('/en?x=1', 'a.test', 443, '/')).toBe('/en?x=1');
    expect(samePlace('https://A.test/b', 'a.test', 443, '/')).toBe('/b');
    expect(samePlace('sub/page', 'a.test', 8443, '/old/')).toBe('/old/sub/page');
    expect(samePlace('https://b.test/', 'a.test', 443, '/')).toBeNull();
    expect(samePlace('//b.test/', 'a.test', 443, '/')).toBeNull();
    expect(samePlace('http://a.test/', 'a.test', 443, '/')).toBeNull();
    expect(samePlace('https://a.test:8443/', 'a.test', 443, '/')).toBeNull();
    expect(samePlace('https://a.test@b.test/', 'a.test', 443, '/')).toBeNull();
    expect(samePlace('http://[', 'a.test', 443, '/')).toBeNull();
  });
});
