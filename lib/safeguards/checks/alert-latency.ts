import type { ProductCheck } from '@/lib/safeguards/checks/check';
import { earlier, idle, judgeShare, unknown } from '@/lib/safeguards/rules';

/** Alerts of the days that were raised at most a minute after their first event arrived. */
export const alertLatency: ProductCheck = {
  place: 'product',
  judge({ senders, alerts: { inTime, late } }, terms) {
    if (senders.length === 0) return unknown('never_heard');
    if (inTime + late === 0) return idle();
    const why = late > 0 ? new Map([['alerts_late' as const, late]]) : new Map();
    const freshAt = senders.reduce<Date | null>((at, one) => earlier(at, one.lastReceivedAt), null);
    return judgeShare({ good: inTime, bad: late, unclear: 0, why, freshAt }, terms);
  },
  evidence: [{ label: 'alerts', href: '/alerts' }],
};
