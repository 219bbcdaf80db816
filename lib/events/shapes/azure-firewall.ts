import { withoutPort } from '@/lib/events/shapes/addresses';
import { bodyOf, categoryOf, timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { type Flow, flowOfMessage } from '@/lib/events/shapes/microsoft/firewall-message';
import { outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

/** Structured logs (`AZFW…`), and the older ones that are one line of text. */
const STRUCTURED =
  /^azfw(?:network|application|nat)rule$|^azfw(?:threatintel|idpssignature|dnsquery|flowtrace|fatflow)$/;
const TEXT = /^azurefirewall(?:networkrule|applicationrule|dnsproxy)$/;

/** What the firewall judges by itself: signatures, and addresses that others are warned of. */
const JUDGED = /^azfw(?:threatintel|idpssignature)$/;

/** A signature's severity counts downwards, 1 is the worst. */
const SIGNATURES: ReadonlyMap<string, Severity> = new Map([
  ['1', 3],
  ['2', 2],
  ['3', 1],
]);

function flowOf(body: Fields): Flow {
  return {
    protocol: said(body, 'protocol'),
    source: said(body, 'sourceIp'),
    target: said(body, 'destinationIp', 'fqdn', 'queryName', 'targetUrl'),
    port: said(body, 'destinationPort'),
    action: said(body, 'action', 'responseCode'),
    rule: said(body, 'rule', 'ruleName'),
    reason: said(body, 'description', 'threatDescription', 'actionReason'),
    signature: said(body, 'signatureId'),
    isJudged: false,
  };
}

function severityOf(category: string, body: Fields, flow: Flow): Severity {
  if (flow.isJudged || category === 'azfwthreatintel') return 3;
  return category === 'azfwidpssignature' ? (SIGNATURES.get(said(body, 'severity')) ?? 2) : 0;
}

/** A record of Azure Firewall, in the envelope of diagnostic settings or as a row. */
export function readFirewallLog(record: Fields): readonly EventDraft[] | null {
  const [category, body] = [categoryOf(record), bodyOf(record)];
  const isText = TEXT.test(category);
  if (!isText && !STRUCTURED.test(category)) return null;
  const flow = isText && said(body, 'msg') !== '' ? flowOfMessage(said(body, 'msg')) : flowOf(body);
  if (!flow || flow.source === '') return null;
  const isJudged = flow.isJudged || JUDGED.test(category);
  const ends = `${flow.protocol} ${flow.source} → ${flow.target}${flow.port === '' ? '' : `:${flow.port}`}`.trim();
  const fallback = flow.rule || `Azure Firewall ${flow.action || flow.protocol}`;
  return [
    {
      class: isJudged ? 'detection' : 'network',
      time: timeOfLog(record),
      // Records have no id, and one flow has many of them.
      key: '',
      severity: severityOf(category, body, flow),
      outcome: outcomeOf(flow.action),
      name: isJudged ? flow.reason || fallback : fallback,
      message: [ends, flow.action, flow.rule && `rule ${flow.rule}`, flow.reason].filter(Boolean).join(', '),
      techniques: [],
      action: flow.action,
      sourceAddress: withoutPort(flow.source),
      targetAddress: withoutPort(flow.target),
      also: { port: flow.port, rule: flow.rule, signature: flow.signature, domain: said(body, 'fqdn', 'queryName') },
    },
  ];
}

/** Logs of Azure Firewall through diagnostic settings, structured or as text, and as rows of Log Analytics. */
export const azureFirewall: Shape = {
  id: 'azure-firewall',
  label: 'Azure Firewall',
  syntax: 'json',
  envelopes: ['records'],
  read: readBy(readFirewallLog),
};
