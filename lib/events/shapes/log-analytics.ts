import { readFirewallLog } from '@/lib/events/shapes/azure-firewall';
import { readAksAudit } from '@/lib/events/shapes/microsoft/aks-audit';
import { readDirectoryAudit } from '@/lib/events/shapes/microsoft/directory-audit';
import { type Fields, inner, type Reader, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { readRiskDetection } from '@/lib/events/shapes/microsoft/risk-detection';
import { readRow } from '@/lib/events/shapes/microsoft/row';
import { readSecurityAlert } from '@/lib/events/shapes/microsoft/security-alert';
import { readSentinelIncident } from '@/lib/events/shapes/microsoft/sentinel-incident';
import { readSignIn } from '@/lib/events/shapes/microsoft/sign-in';
import type { Reception, Shape } from '@/lib/events/shapes/types';
import { readWafRequest, readWafRule } from '@/lib/events/shapes/waf';

/** Tables whose records have a shape of their own. */
const OWN: readonly Reader[] = [
  readSignIn,
  readDirectoryAudit,
  readRiskDetection,
  readSecurityAlert,
  readSentinelIncident,
  readFirewallLog,
  readWafRule,
  readWafRequest,
];

/** The table that many resources share marks each column with its type: `clientIp_s`, `httpStatus_d`. */
const TYPED = /_[sdgbt]$/;

function withoutTypes(row: Fields): Fields {
  if (said(row, 'type').toLowerCase() !== 'azurediagnostics') return row;
  return new Map([...row].map(([name, value]) => [name.replace(TYPED, ''), value]));
}

const HUNTING = /^AdvancedHunting-(\w{1,100})$/i;

/** Rows as the streaming of Defender XDR sends them: the table is the category, the columns are the properties. */
function readStreamed(record: Fields) {
  const [, table] = said(record, 'category').match(HUNTING) ?? [];
  return table === undefined ? null : readRow(new Map([...inner(record, 'properties'), ['type', table]]));
}

function readTyped(record: Fields, at: Reception) {
  const row = withoutTypes(record);
  for (const read of [readAksAudit, ...OWN, readRow]) {
    const drafts = read(row, at);
    if (drafts) return drafts;
  }
  return null;
}

/** Rows of Log Analytics (data export, query results as JSON lines) and of advanced hunting. */
export const logAnalytics: Shape = {
  id: 'log-analytics',
  label: 'Log Analytics, advanced hunting (rows)',
  syntax: 'json',
  envelopes: ['records', 'value'],
  read: readBy(readStreamed, readTyped),
};
