import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '@/lib/incidents/file/recognise';

const SHA = 'a'.repeat(64);

describe('recognise', () => {
  it.each([
    ['203.0.113.7', 'ip', '203.0.113.7'],
    ['203[.]0[.]113[.]7:8443', 'ip', '203.0.113.7'],
    ['2001:DB8:0:0::1', 'ip', '2001:db8::1'],
    ['hxxps://Evil[.]example/A?b=C', 'url', 'https://evil.example/A?b=C'],
    ['evil(dot)example', 'domain', 'evil.example'],
    ['evil.example.', 'domain', 'evil.example'],
    ['kate[at]shop.example', 'email', 'kate@shop.example'],
    [SHA.toUpperCase(), 'sha256', SHA],
    ['d41d8cd98f00b204e9800998ecf8427e', 'md5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['CORP\\Kate', 'account', 'corp\\kate'],
    ['user:kate', 'account', 'kate'],
  ])('%s is %s', (text, kind, value) => {
    expect(recognise(`seen: "${text}", again ${text}`, 10)).toEqual([{ kind, value }]);
  });

  it.each(['payload.exe', '1.2.3', '300.1.1.1', 'a..b', 'word', 'T1059', '@', '-x.example', 'http://'])(
    '%s is nothing',
    (text) => {
      expect(recognise(text, 10)).toEqual([]);
    },
  );

  it('knows IPv6 addresses that begin or end with colons', () => {
    const text = 'from ::1, 2001:db8:: and 0::0:0:0:0.0.0.0.';
    expect(recognise(text, 10).map(({ value }) => value)).toEqual(['::1', '2001:db8::', '::']);
  });

  it('takes no more than it may', () => {
    expect(recognise('a.example b.example c.example', 2)).toHaveLength(2);
  });

  it('finds every address again, whatever stands around it and however it was defanged', () => {
    const gap = fc.constantFrom(' ', ', ', '\n', ' | ', '";"', '<>');
    const dot = fc.constantFrom('.', '[.]', '(.)', '{dot}', '[DOT]');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.ipV4(), dot, gap), { minLength: 1, maxLength: 20 }), (all) => {
        const text = all.map(([ip, mark, after]) => ip.replaceAll('.', mark) + after).join('');
        expect(recognise(text, 100).map(({ value }) => value)).toEqual([...new Set(all.map(([ip]) => ip))]);
      }),
    );
  });

  it('what it recognised it recognises again as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.emailAddress(), fc.ipV6(), fc.string()), (text) => {
        for (const one of recognise(text, 10)) {
          if (one.kind === 'account') continue;
          expect(recognise(one.value, 10)).toContainEqual(one);
        }
      }),
    );
  });

  it('reads 100,000 characters of anything at once', () => {
    for (const text of ['[', '[.', 'h', 'a.', '@', '1:', 'hxxp:', 'user:']) {
      const from = performance.now();
      recognise(text.repeat(100_000 / text.length), 1000);
      expect(performance.now() - from).toBeLessThan(1000);
    }
  });
});
