import type { OrganisationCheck } from '@/lib/safeguards/checks/check';
import type { AuditFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf } from '@/lib/safeguards/rules';

function sorted({ state, lastHeldAt: at }: AuditFact): Sorted {
  if (state === 'never') return { as: 'unclear', why: 'audit_never', at };
  return state === 'overdue' ? { as: 'bad', why: 'audit_overdue', at } : { as: 'good', at };
}

/** Kinds of audits and reviews that were held as often as the programme says and findings of theirs that are not past their day. */
export const audits: OrganisationCheck = {
  place: 'organisation',
  judge({ audits: kinds, auditFindings: { open, overdue } }, terms) {
    const findings = Array.from({ length: open }, (_, nth): Sorted => {
      return nth < overdue ? { as: 'bad', why: 'audit_findings_late', at: null } : { as: 'good', at: null };
    });
    return judgeShare(tallyOf([...kinds.map(sorted), ...findings]), terms);
  },
  evidence: [{ label: 'audits', href: '/compliance/audits' }],
};
