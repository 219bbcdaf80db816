import { readBy } from '@/lib/events/shapes/microsoft/fields';
import { readSecurityAlert } from '@/lib/events/shapes/microsoft/security-alert';
import type { Shape } from '@/lib/events/shapes/types';

/** Alerts of Defender for Cloud: Microsoft.Security/alerts 2022-01-01, continuous export, workflow automation. */
export const defenderCloud: Shape = {
  id: 'defender-cloud',
  label: 'Microsoft Defender for Cloud (alerts)',
  syntax: 'json',
  envelopes: ['value', 'records'],
  read: readBy(readSecurityAlert),
};
