import { heard, type ProductCheck } from '@/lib/safeguards/checks/check';

/** Senders of events that deliver as they are used to; a silent one breaks the promise. */
export const logSources: ProductCheck = {
  place: 'product',
  judge: ({ senders }, terms, now) => heard(senders, terms, now),
  evidence: [{ label: 'senders', href: '/events' }],
};
