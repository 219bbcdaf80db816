import { describe, expect, it } from 'vitest';
import { suricata } from '@/lib/events/shapes/suricata';
import { drafts, fixture, readings } from '@/lib/events/testing/read';

// Constructed from Suricata's documentation of EVE JSON: there is no free sample in the collection.
const [scan, answer, query, three, tls, flow, http, ...others] = drafts(suricata, fixture('suricata/eve.jsonl'));

describe('a record of Suricata', () => {
  it('of an alert is a detection, found by its flow', () => {
    expect(scan).toMatchObject({
      class: 'detection',
      time: '2026-11-22T10:00:00.534255+0100',
      severity: 3,
      outcome: 'failure',
      name: 'ET SCAN Possible Nmap User-Agent Observed',
      message:
        'Web Application Attack, sid 1:2024364, TCP 203.0.113.9:49152 → 10.0.0.5:80, http, GET shop.example.test/.env 404, nmap',
      techniques: ['TA0043', 'T1595'],
      action: 'allowed',
      sourceAddress: '203.0.113.9',
      targetAddress: '10.0.0.5',
      host: 'sensor-1',
      also: { flow: '2141004711543921', domain: 'shop.example.test', port: '80' },
    });
  });

  it('of an answer names who began, and that it was blocked', () => {
    expect(answer).toMatchObject({
      severity: 2,
      outcome: 'failure',
      action: 'blocked',
      sourceAddress: '203.0.113.9',
      targetAddress: '10.0.0.5',
    });
  });

  it.each([
    [query, 'dns query', 'evil.example.test', '10.0.0.2'],
    [three, 'dns request', 'three.example.test', '10.0.0.2'],
    [tls, 'tls', 'pool.example.test', '2001:db8::9'],
    [flow, 'flow', '', '10.0.0.9'],
    [http, 'http POST', 'shop.example.test', '10.0.0.9'],
  ])('of other kinds is of the network: $1', (event, name, domain, targetAddress) => {
    expect(event).toMatchObject({ class: 'network', severity: 0, name, targetAddress });
    expect(event?.also?.domain).toBe(domain);
  });

  it('of counters is no event', () => {
    expect(others).toEqual([]);
  });

  it.each(['{}', '{"event_type": "alert"}', '{"timestamp": "x"}', '{"timestamp": "x", "event_type": "alert"}'])(
    'is none: %s',
    (text) => {
      expect(readings(suricata, text)).toEqual(['not_this_shape']);
    },
  );
});
