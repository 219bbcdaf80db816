import { describe, expect, it } from 'vitest';
import { nginx } from '@/lib/events/shapes/nginx';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [behind, plain, garbage] = drafts(nginx, fixture('nginx/access.jsonl'));

describe('a request', () => {
  it('through proxies comes from the address that the outermost of ours saw', () => {
    expect(behind).toMatchObject({
      class: 'web',
      time: '2026-11-22T10:00:00+00:00',
      outcome: 'failure',
      name: 'GET 403',
      message:
        'GET shop.example.test/admin?x=1 403, sqlmap/1.7 "quoted" ünïcode, forwarded for 8.8.8.8, 203.0.113.9, 10.0.0.3 by 10.0.0.3',
      action: 'GET',
      actor: 'kate',
      sourceAddress: '203.0.113.9',
      host: 'shop.example.test',
      also: { path: '/admin', status: '403', request: 'd9b39d32fcefe3b96143cd29faa6ecbc' },
    });
  });

  it('has no id that its client could choose', () => {
    expect(behind?.key).toBe('');
  });

  it('is read by nginx’ own names too', () => {
    expect(plain).toMatchObject({
      time: '1795341601.250',
      name: 'POST 200',
      outcome: 'success',
      actor: '',
      sourceAddress: '203.0.113.9',
      targetAddress: '10.244.1.7',
      namespace: 'shop',
      also: { path: '/login' },
    });
  });

  it('that is none of HTTP is one still', () => {
    expect(garbage).toMatchObject({ time: '2026-11-22T11:00:02+0100', name: 'request 400', action: '' });
  });

  it.each(['{}', '{"status": 200}', '{"remote_addr": "::1"}', '{"status": "ok", "remote_addr": "::1"}', '3'])(
    'is none: %s',
    (text) => {
      const [reading] = readings(nginx, text);
      expect(reading).toMatch(/^not_/);
    },
  );
});

describe.skipIf(!corpus.isThere)('real requests', () => {
  it('are read, all of them', () => {
    const [file = ''] = corpus.files('nginx');
    const events = drafts(nginx, corpus.text(file));
    expect(events.length).toBeGreaterThan(4);
    expect(events.map(({ also }) => also?.path)).toEqual(expect.arrayContaining(['/admin', '/.env', '/search']));
    expect(new Set(events.map(({ sourceAddress }) => sourceAddress))).not.toContain('');
    expect(events.every(({ message }) => message.includes('ünïcode') || !message.includes('sqlmap'))).toBe(true);
  });
});
