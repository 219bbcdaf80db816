import { readBy } from '@/lib/events/shapes/microsoft/fields';
import { readSecurityAlert } from '@/lib/events/shapes/microsoft/security-alert';
import { readSentinelIncident } from '@/lib/events/shapes/microsoft/sentinel-incident';
import type { Shape } from '@/lib/events/shapes/types';

/** Incidents and alerts of Microsoft Sentinel: automation rules and playbooks, management interface 2023-11-01. */
export const sentinel: Shape = {
  id: 'sentinel',
  label: 'Microsoft Sentinel (incidents, alerts)',
  syntax: 'json',
  envelopes: ['value', 'records'],
  read: readBy(readSentinelIncident, readSecurityAlert),
};
