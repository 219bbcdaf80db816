import { heard, type ProductCheck } from '@/lib/safeguards/checks/check';

/** Shapes in which changes of rights are told: the rules of lib/detection/rules look for them there. */
const TELLING = ['entra', 'k8s-audit', 'auditd', 'syslog', 'aws-cloudtrail', 'azure-activity', 'gcp-audit', 'postgres'];

/** Senders that tell of changed rights and deliver. */
export const privilegeSources: ProductCheck = {
  place: 'product',
  judge: ({ senders }, terms, now) =>
    heard(
      senders.filter(({ shape }) => TELLING.includes(shape)),
      terms,
      now,
    ),
  evidence: [
    { label: 'senders', href: '/events' },
    { label: 'alerts', href: '/alerts' },
  ],
};
