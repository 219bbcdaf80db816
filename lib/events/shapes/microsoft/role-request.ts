import { type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';
import { keyOf } from '@/lib/events/shapes/microsoft/marks';
import type { EventDraft, EventOutcome } from '@/lib/events/types';

/** Graph's states of a request; what waits for a person or a date has no outcome yet. */
const OUTCOMES: ReadonlyMap<string, EventOutcome> = new Map([
  ['granted', 'success'],
  ['provisioned', 'success'],
  ['schedulecreated', 'success'],
  ['admindenied', 'failure'],
  ['denied', 'failure'],
  ['failed', 'failure'],
  ['canceled', 'failure'],
  ['invalid', 'failure'],
  ['timedout', 'failure'],
]);

/** A request to PIM for a role or a group: roleAssignmentScheduleRequest and its kin, as Graph gives them. */
export function readRoleRequest(record: Fields): readonly EventDraft[] | null {
  const [action, principal] = [said(record, 'action'), said(record, 'principalId')];
  const role = said(inner(record, 'roleDefinition'), 'displayName') || said(record, 'roleDefinitionId', 'groupId');
  if (action === '' || principal === '' || role === '') return null;
  const status = said(record, 'status');
  const creator = inner(record, 'createdBy', 'user');
  const actor = said(creator, 'userPrincipalName', 'displayName', 'id') || principal;
  const whom = said(inner(record, 'principal'), 'userPrincipalName', 'displayName') || principal;
  const scope = said(record, 'directoryScopeId', 'appScopeId');
  const what = [`${actor}: ${action}`, role, whom, scope, status, said(record, 'justification')];
  return [
    {
      class: 'audit',
      time: said(record, 'createdDateTime'),
      key: keyOf(said(record, 'id'), status),
      severity: 0,
      outcome: OUTCOMES.get(status.toLowerCase()) ?? 'unknown',
      name: `Role assignment request: ${action}`,
      message: what.filter(Boolean).join(' – '),
      techniques: [],
      action,
      actor,
      also: { role, target: whom },
    },
  ];
}
