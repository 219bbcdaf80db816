import { describe, expect, it } from 'vitest';
import { azureFirewall } from '@/lib/events/shapes/azure-firewall';
import { drafts, fixture, readings } from '@/lib/events/testing/read';

/** No published sample may be used: these records are constructed from Microsoft's field documentation. */
const [denied, allowed, signature, threat, text, translated, textThreat, dns] = drafts(
  azureFirewall,
  fixture('azure-firewall/records.json'),
);

describe('structured logs', () => {
  it('a rule that denied', () => {
    expect(denied).toMatchObject({
      class: 'network',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 0,
      outcome: 'failure',
      name: 'no-egress',
      message: 'TCP 10.0.0.4 → 192.0.2.1:443, Deny, rule no-egress',
      action: 'Deny',
      sourceAddress: '10.0.0.4',
      targetAddress: '192.0.2.1',
      also: { port: '443', rule: 'no-egress' },
    });
  });

  it('a name instead of an address', () => {
    expect(allowed).toMatchObject({
      outcome: 'success',
      name: 'Azure Firewall Allow',
      targetAddress: 'updates.example.test',
      also: { domain: 'updates.example.test' },
    });
  });

  it('a signature is a detection, 1 the worst', () => {
    expect(signature).toMatchObject({
      class: 'detection',
      severity: 3,
      outcome: 'unknown',
      name: 'USER_AGENTS Suspicious User Agent',
      also: { signature: '2032081' },
    });
  });

  it('a row of Log Analytics goes by its table', () => {
    expect(threat).toMatchObject({
      class: 'detection',
      time: '2026-11-20T08:00:03.7654321Z',
      severity: 3,
      outcome: 'failure',
      name: 'Bot network',
    });
  });
});

describe('logs of one line', () => {
  it('name both ends, what was done and by which rule', () => {
    expect(text).toMatchObject({
      class: 'network',
      name: 'no-rdp',
      outcome: 'failure',
      sourceAddress: '10.0.0.4',
      targetAddress: '192.0.2.1',
      also: { port: '3389' },
    });
  });

  it('name the machine behind a translated address', () => {
    expect(translated).toMatchObject({ action: 'DNAT', targetAddress: '10.0.0.5', sourceAddress: '198.51.100.7' });
  });

  it('tell what threat intelligence says', () => {
    expect(textThreat).toMatchObject({ class: 'detection', severity: 3, name: 'Bot Networks', action: 'Alert' });
  });

  it('ask for names', () => {
    expect(dns).toMatchObject({ sourceAddress: '10.0.0.4', targetAddress: 'www.example.test', class: 'network' });
  });
});

it('what is no flow is refused', () => {
  const texts = [
    '{"category":"AzureFirewallNetworkRule","properties":{"msg":"nothing of the kind"}}',
    '{"category":"AZFWNetworkRule","properties":null}',
    '{"category":"FlowLogFlowEvent","properties":{"SourceIp":"10.0.0.1"}}',
  ];
  expect(texts.flatMap((one) => readings(azureFirewall, one))).toEqual(Array(3).fill('not_this_shape'));
});
