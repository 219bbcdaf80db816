import type { Column } from '@/lib/core/download';
import type { ExportRow } from '@/lib/findings/export/row';
import { severityName } from '@/lib/findings/severity';
import { decisionName } from '@/lib/findings/ssvc-decisions';

/** Names are for machines: the same in every language, and not to be changed. */
export const FINDING_COLUMNS: readonly Column<ExportRow>[] = [
  { name: 'id', of: (row) => row.id },
  { name: 'product', of: (row) => row.product },
  { name: 'team', of: (row) => row.team },
  { name: 'severity', of: (row) => severityName(row.severity) },
  { name: 'status', of: (row) => row.status },
  { name: 'reason', of: (row) => row.reason },
  { name: 'regressed', of: (row) => row.regressed },
  { name: 'title', of: (row) => row.title },
  { name: 'kind', of: (row) => row.kind },
  { name: 'scanner', of: (row) => row.scanner },
  { name: 'rule', of: (row) => row.ruleId },
  { name: 'vulnerability', of: (row) => row.vulnId },
  { name: 'ids', of: (row) => row.ids },
  { name: 'cwe', of: (row) => row.cwe },
  { name: 'cvss', of: (row) => row.cvssScore },
  { name: 'epss', of: (row) => row.epss },
  { name: 'known_exploited', of: (row) => row.knownExploited },
  { name: 'fix_available', of: (row) => row.fixAvailable },
  { name: 'location', of: (row) => row.location },
  { name: 'path', of: (row) => row.path },
  { name: 'package', of: (row) => row.packageName },
  { name: 'package_version', of: (row) => row.packageVersion },
  { name: 'fix_version', of: (row) => row.fixVersion },
  { name: 'tags', of: (row) => row.tags },
  { name: 'assignee', of: (row) => row.assignee },
  { name: 'first_seen_at', of: (row) => row.firstSeenAt },
  { name: 'due_at', of: (row) => row.dueAt },
  { name: 'status_changed_at', of: (row) => row.statusChangedAt },
  { name: 'updated_at', of: (row) => row.updatedAt },
  { name: 'priority', of: (row) => row.priority },
  { name: 'ssvc', of: (row) => decisionName(row.ssvc) },
  { name: 'fingerprint', of: (row) => row.fingerprint },
];
