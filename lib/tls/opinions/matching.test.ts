import { expect, it } from 'vitest';
import { isOpinionOf } from '@/lib/tls/opinions/matching';
import type { Opinion } from '@/lib/tls/opinions/types';

const opinion = (more: Partial<Opinion>): Opinion => ({
  tool: 'ssl-labs',
  version: null,
  criteria: null,
  host: 'Shop.example',
  port: 443,
  address: '192.0.2.7',
  at: null,
  grade: 'A',
  gradeTrustIgnored: null,
  protocols: [],
  weaknesses: [],
  certificate: null,
  notes: [],
  ...more,
});
const place = { host: 'shop.example', sni: '', port: 443, address: '' };
const gradesOf = (opinions: Opinion[], more: Partial<typeof place> = {}) =>
  opinions.filter((one) => isOpinionOf(one, { ...place, ...more })).map(({ grade }) => grade);

it('are those of the host and port, of each of its addresses', () => {
  const report = [
    opinion({}),
    opinion({ grade: null, address: '192.0.2.6' }),
    opinion({ grade: 'T', address: '192.0.2.8' }),
    opinion({ grade: 'F', host: 'other.example' }),
    opinion({ grade: 'E', port: 8443 }),
  ];
  expect(gradesOf(report)).toEqual(['A', null, 'T']);
  expect(gradesOf(report, { address: '192.0.2.7' })).toEqual(['A']);
  expect(gradesOf(report, { host: '192.0.2.9', sni: 'shop.example' })).toEqual(['A', null, 'T']);
  expect(gradesOf(report, { host: '192.0.2.8' })).toEqual(['T']);
});

it('are taken as told where the report names no host or port', () => {
  expect(gradesOf([opinion({ host: '', port: null })])).toEqual(['A']);
  expect(gradesOf([opinion({ host: '', port: null })], { address: '192.0.2.9' })).toEqual([]);
});
