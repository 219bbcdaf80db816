import { describe, expect, test } from 'vitest';
import { inScope, needsStepUp, type Permission, POLICY, requirePermission, scopeOf } from '@/lib/access/policy';
import type { Duty, Grants, PersonActor, Role } from '@/lib/core/context';
import { grants, person, token } from '@/lib/core/testing/actors';

const OWN = '11111111-1111-4111-8111-111111111111';
const FOREIGN = '22222222-2222-4222-8222-222222222222';

/** R: as far as the grants reach. O: own only. -: no (by elevation only counts as no: lib/elevations). Columns as HOLDERS. */
const MATRIX: Readonly<Record<Permission, string>> = {
  'posture:read': 'R R R O R O -',
  'trend:read': 'R R R O R O -',
  'finding:read': 'R R R O R O O',
  'finding:triage': 'R R - O - - -',
  'finding:mark-false-positive': 'R R - - - - -',
  'finding:ingest': '- - - O - - O',
  'import:read': 'R R R O R - O',
  'event:ingest': '- - - - - - O',
  'event:read': 'R R R O R - -',
  'event-sender:write': 'R R - O R - -',
  'alert:read': 'R R R O R - -',
  'alert:triage': 'R R - O - - -',
  'alert:suppress': 'R R - - - - -',
  'asset:write': '- - - - R - -',
  'tls:read': 'R R R O R O -',
  'tls:write': 'R R - O R - -',
  'tls:scan': 'R R - O R - -',
  'tls-trust:write': '- - - - R - - S',
  'backup:read': 'R R R O R O -',
  'asset-list:read': 'R R R O R O O',
  'asset-list:write': 'R R - - R - O',
  'backup:write': '- R - O R - -',
  'backup:ingest': '- - - O R - O',
  'restore-test:write': '- R - O R - O',
  'gate:read': 'R R R O R - O',
  'gate-policy:write': '- - - - R - - S',
  'incident:read': 'R R R O R - -',
  'incident:write': 'R R - O - - -',
  'oncall:read': 'R R R R R - -',
  'oncall:write': '- R - - R - -',
  'escalation:read': '- R R - R - -',
  'escalation:write': '- - - - R - - S',
  'incident-rule:write': '- R - - R - -',
  'incident:close': 'R R - - - - -',
  'incident:close-p1': '- R - - - - - S',
  'incident-policy:write': '- - - - R - - S',
  'duty:decide': '- R - - R - -',
  'workload:isolate': '- R - - - - - S',
  'workload:release': '- R - - - - - S',
  'risk:request': 'R R - O - - -',
  'risk:approve': '- - - - - O - S',
  'risk:revoke': 'R R - - - O - S',
  'evidence:read': 'R R R O R O -',
  'evidence:export': '- R R - - - - S',
  'compliance:read': 'R R R R R - -',
  'compliance:write': '- R - - R - -',
  'audit-programme:write': '- R - - R - -',
  'connector:read': '- - R O R - -',
  'connector:write': '- - - - R - - S',
  'sla:write': '- - - - R - - S',
  'setting:read': '- - R - R - -',
  'setting:write': '- - - - R - - S',
  'token:read': '- - R O R - -',
  'token:create': '- - - O R - - S',
  'token:revoke': '- - - O R - - S',
  'user:read': '- - R - R - -',
  'role:assign': '- - - - R - - S',
  'elevation:read': '- R R - R - -',
  'elevation:request': 'R R - R R - - S',
  'elevation:approve': '- R - - R - - S',
  'session:end': '- R - - R - -',
  'report:schedule': 'R R - O R - -',
  'safeguard:write': '- - - - R - - S',
  'safeguard:attest': '- R - - R - -',
  'safeguard:except': 'R R - O R - -',
  'safeguard:approve': '- R - - R - - S',
  'audit:read': '- - R - R - -',
  'audit:verify': '- - R - R - -',
  'audit:export': '- - R - - - - S',
};

const ROLES: readonly Role[] = ['Analyst', 'Responder', 'Auditor', 'Engineer', 'Admin'];
const EVERYWHERE = grants('everywhere');
const OWN_ONLY = grants([OWN]);

function holding(role: Role, where: Grants): PersonActor {
  return person(role, [], { grants: where });
}

function approver(where: Grants): PersonActor {
  const duty: Duty = 'RiskApprover';
  return person('Analyst', [], { roles: [], duties: [{ duty, grants: where }] });
}

const PERMISSIONS = Object.keys(POLICY).filter((name): name is Permission => name in POLICY);

describe.each(PERMISSIONS)('%s', (permission) => {
  const cells = MATRIX[permission].split(' ');

  test.each(ROLES.map((role, index) => [role, cells[index]] as const))('%s: %s', (role, reach) => {
    const wide = scopeOf({ actor: holding(role, EVERYWHERE) }, permission);
    const narrow = scopeOf({ actor: holding(role, OWN_ONLY) }, permission);
    expectReach(reach, wide?.products, narrow?.products);
  });

  test(`RiskApprover: ${cells[5]}`, () => {
    const wide = scopeOf({ actor: approver(EVERYWHERE) }, permission);
    const narrow = scopeOf({ actor: approver(OWN_ONLY) }, permission);
    expectReach(cells[5], wide?.products, narrow?.products);
  });

  test(`CI token: ${cells[6]}`, () => {
    const scope = scopeOf({ actor: token(OWN, [permission]) }, permission);
    expect(scope?.products).toEqual(cells[6] === 'O' ? [OWN] : undefined);
    expect(scopeOf({ actor: token(OWN, ['another:scope']) }, permission)).toBeNull();
  });

  test(`step-up: ${cells[7] ?? 'no'}`, () => {
    expect(needsStepUp(permission)).toBe(cells[7] === 'S');
  });
});

function expectReach(reach: string | undefined, wide: unknown, narrow: unknown): void {
  if (reach === 'R') expect([wide, narrow]).toEqual(['all', [OWN]]);
  else if (reach === 'O') expect([wide, narrow]).toEqual([[], [OWN]]);
  else expect([wide, narrow]).toEqual([undefined, undefined]);
}

test('the matrix names every permission', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...PERMISSIONS].sort());
});

test('nobody may delete the trail, and what is not in the table is nobody’s', () => {
  expect(PERMISSIONS).not.toContain('audit:delete');
  const actor = person('Admin', 'everywhere', { roles: ROLES });
  expect(scopeOf({ actor }, JSON.parse('"audit:delete"'))).toBeNull();
});

test('two roles reach what either reaches; no role reaches nothing', () => {
  const both = person('Engineer', [OWN], { roles: ['Engineer', 'Auditor'] });
  expect(scopeOf({ actor: both }, 'finding:read')?.products).toEqual([OWN]);
  expect(scopeOf({ actor: person('Engineer', [OWN], { roles: [] }) }, 'finding:read')).toBeNull();
});

test('without the permission it is forbidden; outside the reach it does not exist', () => {
  const engineer = person('Engineer', [OWN]);
  expect(inScope(requirePermission({ actor: engineer }, 'finding:read', OWN), FOREIGN)).toBe(false);
  expect(() => requirePermission({ actor: engineer }, 'finding:read', FOREIGN)).toThrow('not_found');
  expect(() => requirePermission({ actor: engineer }, 'audit:read')).toThrow('forbidden');
});
