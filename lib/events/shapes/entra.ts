import { readDirectoryAudit } from '@/lib/events/shapes/microsoft/directory-audit';
import { readBy } from '@/lib/events/shapes/microsoft/fields';
import { readRiskDetection } from '@/lib/events/shapes/microsoft/risk-detection';
import { readRoleRequest } from '@/lib/events/shapes/microsoft/role-request';
import { readSignIn } from '@/lib/events/shapes/microsoft/sign-in';
import type { Shape } from '@/lib/events/shapes/types';

/** Sign-ins, directory audit, PIM and risk detections of Microsoft Entra ID, as Graph, diagnostic settings and Log Analytics write them. */
export const entra: Shape = {
  id: 'entra',
  label: 'Microsoft Entra ID (sign-ins, audit, PIM, risks)',
  syntax: 'json',
  envelopes: ['records', 'value'],
  read: readBy(readSignIn, readDirectoryAudit, readRoleRequest, readRiskDetection),
};
