import type { ProductCheck } from '@/lib/safeguards/checks/check';
import { inTime } from '@/lib/safeguards/checks/findings-in-time';

/** Open findings with a fix that are within their due date. */
export const fixesInTime: ProductCheck = {
  place: 'product',
  judge: ({ sources, due }, terms, now) =>
    inTime(sources, { open: due.fixable, overdue: due.fixableOverdue }, terms, now),
  evidence: [{ label: 'fixableFindings', href: '/findings?sla=overdue&fix=yes' }],
};
