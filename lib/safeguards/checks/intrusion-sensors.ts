import { heard, type ProductCheck } from '@/lib/safeguards/checks/check';

const SENSORS = ['falco', 'suricata', 'mde'];

/** Sensors of networks and hosts that deliver. */
export const intrusionSensors: ProductCheck = {
  place: 'product',
  judge: ({ senders }, terms, now) =>
    heard(
      senders.filter(({ shape }) => SENSORS.includes(shape)),
      terms,
      now,
    ),
  evidence: [
    { label: 'senders', href: '/events' },
    { label: 'alerts', href: '/alerts' },
  ],
};
