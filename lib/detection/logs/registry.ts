import { authentication } from '@/lib/detection/logs/authentication';
import { azureActivity, entraAudit, entraRoleRequest, entraSignIn } from '@/lib/detection/logs/entra';
import { kubernetesAudit } from '@/lib/detection/logs/kubernetes';
import { auditd, processCreation, sshd, sudo, syslog } from '@/lib/detection/logs/linux';
import { cloudtrail, falco, own, postgres } from '@/lib/detection/logs/others';
import type { Log, LogSource } from '@/lib/detection/logs/types';

/** Every log that rules can be written for (docs/detection.md lists their fields). */
export const LOGS: readonly Log[] = [
  entraAudit,
  entraRoleRequest,
  entraSignIn,
  azureActivity,
  kubernetesAudit,
  sudo,
  sshd,
  auditd,
  syslog,
  processCreation,
  postgres,
  cloudtrail,
  falco,
  own,
  authentication,
];

const PARTS = ['category', 'product', 'service'] as const;

/** The logs that a rule's logsource means: all that have what it says. */
export function logsOf(source: LogSource): readonly Log[] {
  return LOGS.filter((log) => PARTS.every((part) => source[part] === undefined || source[part] === log.source[part]));
}
