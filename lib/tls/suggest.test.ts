import { expect, it } from 'vitest';
import { addSuggestedSchema } from '@/lib/tls/schema';
import { SUGGESTED_MAX, suggestPlaces } from '@/lib/tls/suggest';

const host = (name: string, port: number | null) => ({ host: name, port, url: null });

it('proposes services that speak TLS on their ports, each once, and none that is watched', () => {
  const known = [
    host('Shop.example', 443),
    host('shop.example.', 443),
    host('shop.example', 80),
    host('shop.example', null),
    host('mail.example', 25),
    host('db.example', 5432),
    host('a b', 443),
    { host: null, port: null, url: 'https://api.example/v1?x=1' },
    { host: null, port: null, url: 'https://api.example:8443/' },
    { host: null, port: null, url: 'http://plain.example/' },
    { host: null, port: null, url: 'not an address' },
  ];
  const found = suggestPlaces(known, new Set(['db.example:5432']));
  expect(found.map(({ host: name, port, starttls }) => `${name}:${port} ${starttls}`.trim())).toEqual([
    'api.example:443',
    'api.example:8443',
    'mail.example:25 smtp',
    'shop.example:443',
  ]);
});

it('proposes no more at once than one call adds', () => {
  const many = Array.from({ length: SUGGESTED_MAX + 1 }, (_, n) => host(`h${n}.example`, 443));
  const found = suggestPlaces(many, new Set());
  expect(found).toHaveLength(SUGGESTED_MAX);
  expect(addSuggestedSchema.shape.places.safeParse(found).success).toBe(true);
});
