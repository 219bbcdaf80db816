import { alertmanager } from '@/lib/events/shapes/alertmanager';
import { auditd } from '@/lib/events/shapes/auditd';
import { awsCloudtrail } from '@/lib/events/shapes/aws-cloudtrail';
import { azureActivity } from '@/lib/events/shapes/azure-activity';
import { azureFirewall } from '@/lib/events/shapes/azure-firewall';
import { azureMonitor } from '@/lib/events/shapes/azure-monitor';
import { defenderCloud } from '@/lib/events/shapes/defender-cloud';
import { entra } from '@/lib/events/shapes/entra';
import { falco } from '@/lib/events/shapes/falco';
import { gcpAudit } from '@/lib/events/shapes/gcp-audit';
import { generic } from '@/lib/events/shapes/generic';
import { graphSecurity } from '@/lib/events/shapes/graph-security';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import { logAnalytics } from '@/lib/events/shapes/log-analytics';
import { mde } from '@/lib/events/shapes/mde';
import { nginx } from '@/lib/events/shapes/nginx';
import { postgres } from '@/lib/events/shapes/postgres';
import { sentinel } from '@/lib/events/shapes/sentinel';
import { suricata } from '@/lib/events/shapes/suricata';
import { syslog } from '@/lib/events/shapes/syslog';
import type { Shape } from '@/lib/events/shapes/types';
import { waf } from '@/lib/events/shapes/waf';

/** Every shape in which events may come, by its id. */
export const SHAPES: readonly Shape[] = [
  alertmanager,
  auditd,
  awsCloudtrail,
  azureActivity,
  azureFirewall,
  azureMonitor,
  defenderCloud,
  entra,
  falco,
  gcpAudit,
  generic,
  graphSecurity,
  k8sAudit,
  logAnalytics,
  mde,
  nginx,
  postgres,
  sentinel,
  suricata,
  syslog,
  waf,
];

const BY_ID = new Map(SHAPES.map((shape) => [shape.id, shape]));

export function shapeOf(id: string): Shape | undefined {
  return BY_ID.get(id);
}
