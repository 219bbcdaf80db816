import { describe, expect, it } from 'vitest';
import { makeToken, readToken } from '@/lib/escalation/token';

const NOW = new Date('2026-11-23T03:00:00Z');
const CLAIM = { runId: '0190aaaa-0000-7000-8000-000000000001', personId: '0190bbbb-0000-7000-8000-00000000ffff' };

describe('the token of a link', () => {
  const token = makeToken(CLAIM, NOW);

  it('says who and what for a day', () => {
    expect(readToken(token, NOW)).toEqual(CLAIM);
    expect(readToken(token, new Date(NOW.getTime() + 86_399_000))).toEqual(CLAIM);
    expect(readToken(token, new Date(NOW.getTime() + 86_400_000))).toBeNull();
  });

  it('is nothing once a single character of it is another one', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(readToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`, NOW)).toBeNull();
    }
    for (const wrong of ['', 'x', `${token}A`, token.slice(1), '../../etc']) expect(readToken(wrong, NOW)).toBeNull();
  });
});
