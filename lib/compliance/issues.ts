/** Why a verb is refused, as `issue`: `compliance.issues` says what to do. */
export const COMPLIANCE_ISSUES = [
  'justification_required',
  'safeguard_unknown',
  'owner_unknown',
  'archived',
  'not_planned',
  'held_ahead',
  'not_held',
  'evidence_required',
  'reviewed_ahead',
  'framework_unknown',
  'control_unknown',
  'too_many',
] as const;
