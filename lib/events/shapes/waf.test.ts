import { describe, expect, it } from 'vitest';
import { waf } from '@/lib/events/shapes/waf';
import { drafts, fixture, readings } from '@/lib/events/testing/read';

/** No published sample may be used: these records are constructed from Microsoft's field documentation. */
const [blocked, detected, missing, posted, row] = drafts(waf, fixture('waf/records.json'));

describe('a rule that matched', () => {
  it('at Application Gateway', () => {
    expect(blocked).toMatchObject({
      class: 'web',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 2,
      outcome: 'failure',
      name: 'Possible XSS Attack Detected - HTML Tag Handler',
      action: 'Blocked',
      sourceAddress: '198.51.100.7',
      host: 'shop.example.test',
      also: { rule: '941320', path: '/search', request: '16861477007022634343' },
    });
  });

  it('at Front Door: who connected goes before whom a header names, and detection mode stops nobody', () => {
    expect(detected).toMatchObject({
      name: 'SQL Injection Attack',
      outcome: 'unknown',
      sourceAddress: '198.51.100.7',
      also: { path: '/api/', rule: 'Microsoft_DefaultRuleSet-2.1-SQLI-942100' },
    });
  });

  it('in a row of Log Analytics', () => {
    expect(row).toMatchObject({
      time: '2026-11-20T08:00:04.7654321Z',
      severity: 1,
      outcome: 'unknown',
      host: '192.0.2.1',
      sourceAddress: '198.51.100.9',
    });
  });
});

describe('a request', () => {
  it('at Application Gateway', () => {
    expect(missing).toMatchObject({
      time: '2026-11-20T08:00:02Z',
      outcome: 'failure',
      name: 'GET 404',
      message: 'GET shop.example.test/.env?a=1 404, scanner',
      sourceAddress: '198.51.100.7',
      also: { path: '/.env', status: '404' },
    });
  });

  it('at Front Door', () => {
    expect(posted).toMatchObject({
      outcome: 'success',
      name: 'POST 200',
      message: 'POST https://shop.example.test:443/login?x=1 200',
      host: 'shop.example.test',
      also: { path: '/login', request: 'ref-2' },
    });
  });
});

it('other logs of these products are refused', () => {
  const texts = [
    '{"category":"FrontDoorHealthProbeLog","properties":{"httpStatusCode":"200"}}',
    '{"category":"ApplicationGatewayAccessLog","properties":"{"}',
  ];
  expect(texts.flatMap((one) => readings(waf, one))).toEqual(Array(2).fill('not_this_shape'));
});
