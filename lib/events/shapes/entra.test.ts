import { describe, expect, it } from 'vitest';
import { jsonOf } from '@/lib/core/json';
import { entra } from '@/lib/events/shapes/entra';
import { fieldsOf } from '@/lib/events/shapes/microsoft/fields';
import { mfaOf } from '@/lib/events/shapes/microsoft/mfa';
import { drafts, fixture, readings } from '@/lib/events/testing/read';

describe('as Graph writes it', () => {
  const [signIn, refused, audit, request] = drafts(entra, fixture('entra/graph.json'));

  it('a sign-in says who, from where, on what and whether a second factor was given', () => {
    expect(signIn).toMatchObject({
      class: 'identity',
      time: '2026-11-20T08:00:00.1234567Z',
      key: 's-1/0',
      severity: 0,
      outcome: 'success',
      message: 'kate@example.test → Azure Portal: success, MFA satisfied',
      action: 'sign-in',
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.1',
      host: 'pc-7',
      also: { app: 'Azure Portal', code: '0', mfa: 'satisfied' },
    });
  });

  it('a refused one says why, and how risky Entra finds it', () => {
    expect(refused).toMatchObject({ outcome: 'failure', severity: 3 });
    expect(refused?.message).toBe('kate@example.test → Azure Portal: Invalid username or password (50126)');
  });

  it('an audit record says who did what to whom, with values unwrapped', () => {
    expect(audit).toMatchObject({
      class: 'audit',
      time: '2026-11-20T08:01:00.7654321Z',
      key: 'a-1/add member to role',
      outcome: 'success',
      name: 'Add member to role',
      action: 'Assign',
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.1',
      also: { target: 'mallory@example.test' },
      message:
        'kate@example.test: Add member to role – mallory@example.test – Role.DisplayName: Global Administrator; Role.ObjectID: "broken',
    });
  });

  it('a request to PIM is an audit record whose state is part of its key', () => {
    expect(request).toMatchObject({
      class: 'audit',
      key: 'r-1/pendingapproval',
      outcome: 'unknown',
      name: 'Role assignment request: selfActivate',
      actor: 'p-1',
    });
  });
});

describe('as diagnostic settings write it', () => {
  const [interrupted, service, legacy, pim] = drafts(entra, fixture('entra/diagnostic-settings.json'));

  it('a sign-in that is asked for a second factor has not failed and not succeeded', () => {
    expect(interrupted).toMatchObject({
      time: '2026-11-20T08:03:00.1234567+00:00',
      outcome: 'unknown',
      sourceAddress: '192.0.2.1',
      also: { app: 'Azure Portal', code: '50074', mfa: 'missing' },
      message: 'kate@example.test → Azure Portal: Strong authentication is required (50074), MFA missing',
    });
  });

  it('names of members may be in lower case', () => {
    expect(service).toMatchObject({
      time: '2026-11-20T08:05:00Z',
      key: 's-4/7000215',
      outcome: 'failure',
      actor: 'deployer',
      sourceAddress: '192.0.2.2',
    });
  });

  it('one factor was enough', () => {
    expect(legacy?.message).toBe('old@example.test → IMAP: success, one factor');
  });

  it('PIM names its address among its details', () => {
    expect(pim).toMatchObject({
      class: 'audit',
      outcome: 'failure',
      action: 'ActivateRole',
      actor: 'Kate',
      sourceAddress: '192.0.2.5',
      message: 'Kate: Add member to role completed (PIM activation) – Global Administrator – Not allowed',
    });
  });
});

describe('as Log Analytics exports it', () => {
  const [signIn, broken, audit, brokenAudit] = drafts(entra, fixture('entra/log-analytics.jsonl'));

  it('reads the JSON inside strings', () => {
    expect(signIn).toMatchObject({
      class: 'identity',
      outcome: 'success',
      host: 'pc-7',
      message: 'kate@example.test → Azure Portal: success, MFA satisfied',
    });
    expect(audit).toMatchObject({
      class: 'audit',
      actor: 'deployer',
      message: 'deployer: Add member to role – mallory@example.test – Role.DisplayName: Global Administrator',
    });
  });

  it('loses only what is broken in there', () => {
    expect(broken).toMatchObject({ outcome: 'failure', key: 's-7/70043', host: '' });
    expect(brokenAudit).toMatchObject({ name: 'Update policy', outcome: 'success', actor: '' });
  });
});

it('what ID Protection detects is a detection, and none that somebody dealt with', () => {
  const [found, dismissed, hidden] = drafts(entra, fixture('entra/risks.json'));
  expect(found).toMatchObject({
    class: 'detection',
    time: '2026-11-20T08:19:00.1234567Z',
    key: 'k-1/atrisk/high',
    severity: 3,
    name: 'Risk: anonymizedIPAddress',
    actor: 'kate@example.test',
    sourceAddress: '192.0.2.66',
  });
  expect(dismissed).toMatchObject({ severity: 0, time: '2026-11-20T08:21:00Z' });
  expect(hidden?.severity).toBe(2);
});

it.each([
  ['{"status":{"errorCode":0},"authenticationRequirement":"multiFactorAuthentication"}', 'satisfied'],
  ['{"properties":{"status":{"errorCode":500121}}}', 'missing'],
  ['{"ResultType":"50126","AuthenticationRequirement":"multiFactorAuthentication"}', ''],
  ['{"AuthenticationRequirement":"singleFactorAuthentication"}', 'notAsked'],
  ['{"Status":"{\\"additionalDetails\\":\\"MFA denied; user declined\\"}"}', 'missing'],
  ['[]', ''],
])('a second factor in %s: %j', (record, mfa) => {
  expect(mfaOf(fieldsOf(jsonOf(record)))).toBe(mfa);
});

it('what is no record of Entra, or of another of its logs, is refused', () => {
  const texts = [
    '{"operationName":"x"}',
    '{"action":"a","principalId":"p"}',
    '{"category":"AuditLogs"}',
    '{"category":"MicrosoftGraphActivityLogs","resultType":"200","properties":{"appId":"a"}}',
  ];
  expect(texts.flatMap((one) => readings(entra, one))).toEqual(Array(4).fill('not_this_shape'));
});
