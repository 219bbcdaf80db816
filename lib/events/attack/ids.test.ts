import { describe, expect, it } from 'vitest';
import { at, list, texts } from '@/lib/core/json';
import { attackName, currentId } from '@/lib/events/attack/catalogue';
import enterprise from '@/lib/events/attack/enterprise.json';
import { attackIds } from '@/lib/events/attack/ids';
import redirects from '@/lib/events/attack/redirects.json';
import { corpusAt } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);

describe('the catalogue', () => {
  it('keeps its copyright line', () => {
    expect(enterprise.notice).toMatch(/^© 2025 The MITRE Corporation\./);
    expect([enterprise.tactics.length, enterprise.techniques.length]).toEqual([14, 691]);
  });

  it('names techniques, sub-techniques and tactics', () => {
    expect(['T1059', 'T1059.001', 'TA0001', 'T9999'].map(attackName)).toEqual([
      'Command and Scripting Interpreter',
      'PowerShell',
      'Initial Access',
      '',
    ]);
  });

  it('leads from ids that are gone to ids that are there', () => {
    for (const [gone, here] of Object.entries(redirects)) {
      expect([gone, attackName(gone)]).toEqual([gone, '']);
      expect([gone, attackName(here)]).not.toEqual([gone, '']);
      expect(currentId(here)).toBe(here);
    }
  });
});

describe('what senders write', () => {
  it.each([
    ['T1059', ['T1059']],
    ['t1059.001', ['T1059.001']],
    ['mitre_execution', ['TA0002']],
    ['mitre_lateral_movement', ['TA0008']],
    ['mitre_command_and_control', ['TA0011']],
    ['mitre_T1611', ['T1611']],
    ['attack.t1059.001', ['T1059.001']],
    ['attack.initial_access', ['TA0001']],
    ['attack.initial-access', ['TA0001']],
    ['TA0003:T1556', ['TA0003', 'T1556']],
    ['InitialAccess', ['TA0001']],
    ['Initial Access', ['TA0001']],
    ['CredentialAccess, LateralMovement', ['TA0006', 'TA0008']],
    ['T1078 - Valid Accounts', ['T1078']],
    ['https://attack.mitre.org/techniques/T1059/001/', ['T1059.001']],
    ['T1086', ['T1059.001']],
    ['T9999', ['T9999']],
    ['T1059.999', ['T1059.999']],
    ['T10595', ['T10595']],
    ['PreAttack', ['PREATTACK']],
    ['constructor', ['CONSTRUCTOR']],
    ['Unknown', []],
    ['', []],
  ])('%s', (said, ids) => {
    expect(attackIds(said)).toEqual(ids);
  });

  it('is read at once, however long', () => {
    const began = performance.now();
    for (const piece of ['T', 'TA0', 'mitre_', ',', 'T1059']) attackIds(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe.skipIf(!corpus.isThere)('every id of the collection', () => {
  it.each(['azure_signin', 'gcp_k8s', 'kubernetes', 'osquery', 'standard'])('is known: %s', (name) => {
    const said = list(JSON.parse(corpus.text(`panther/${name}.json`))).flatMap((one) =>
      texts(at(one, 'mitre') ?? null),
    );
    expect(said.length).toBeGreaterThan(10);
    expect(new Set(said.flatMap(attackIds).filter((id) => attackName(id) === ''))).toEqual(new Set());
  });
});
