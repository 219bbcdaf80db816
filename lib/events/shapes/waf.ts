import { believedAddress } from '@/lib/events/shapes/addresses';
import { bodyOf, categoryOf, timeOfLog } from '@/lib/events/shapes/microsoft/diagnostics';
import { type Fields, inner, readBy, said } from '@/lib/events/shapes/microsoft/fields';
import { outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

const RULES =
  /^(?:applicationgatewayfirewalllog|agwfirewalllogs|frontdoorwebapplicationfirewalllog|webapplicationfirewalllogs)$/;
const REQUESTS = /^(?:applicationgatewayaccesslog|agwaccesslogs|frontdooraccesslog)$/;

/** Front Door takes the client from `X-Forwarded-For`, which a client may write itself; beside it, who connected. */
function clientOf(body: Fields): string {
  return believedAddress([said(body, 'clientIp'), said(body, 'socketIp')]);
}

/** Path without its query, also of a whole address: `https://host:443/path?q=1`. */
function pathOf(uri: string): string {
  return uri.replace(/^[a-z]{1,10}:\/\/[^/?#]{0,300}/i, '').split('?', 1)[0] ?? '';
}

/** What stopped a request is worth more than what was merely matched or let through. */
function severityOf(action: string): Severity {
  if (/^block/i.test(action)) return 2;
  return /^(?:match|detect|log|anomaly|challenge|jschallenge|captcha)/i.test(action) ? 1 : 0;
}

/** In detection mode Front Door writes what it would have done. */
function outcomeOfRule(body: Fields, action: string): EventOutcome {
  return said(body, 'policyMode').toLowerCase() === 'detection' ? 'unknown' : outcomeOf(action);
}

/** A rule that matched, in the envelope of diagnostic settings or as a row. */
export function readWafRule(record: Fields): readonly EventDraft[] | null {
  const [body, client] = [bodyOf(record), clientOf(bodyOf(record))];
  const rule = said(body, 'ruleId', 'ruleName');
  if (!RULES.test(categoryOf(record)) || rule === '') return null;
  const details = inner(body, 'details');
  const [action, uri] = [said(body, 'action'), said(body, 'requestUri')];
  const matched = said(details, 'data', 'detailedData') || said(body, 'detailedData');
  const name = said(body, 'message') || said(details, 'msg', 'message') || rule;
  return [
    {
      class: 'web',
      time: timeOfLog(record),
      // A request may match many rules, and one rule in many places: a transaction's id is no key.
      key: '',
      severity: severityOf(action),
      outcome: outcomeOfRule(body, action),
      name,
      message: [`${action} ${uri}`, `rule ${rule}`, name, matched].filter(Boolean).join(', '),
      techniques: [],
      action,
      sourceAddress: client,
      host: said(body, 'hostname', 'host'),
      also: { rule, path: pathOf(uri), request: said(body, 'transactionId', 'trackingReference', 'refString') },
    },
  ];
}

/** A request, in the envelope of diagnostic settings or as a row. */
export function readWafRequest(record: Fields): readonly EventDraft[] | null {
  const body = bodyOf(record);
  const status = said(body, 'httpStatus', 'httpStatusCode');
  if (!REQUESTS.test(categoryOf(record)) || !/^\d{1,3}$/.test(status)) return null;
  const [method, uri] = [said(body, 'httpMethod'), said(body, 'requestUri')];
  const query = said(body, 'requestQuery');
  const site = said(body, 'originalHost', 'host', 'hostName');
  const whole = query === '' || uri.includes('?') ? uri : `${uri}?${query}`;
  return [
    {
      class: 'web',
      time: timeOfLog(record),
      key: '',
      severity: 0,
      outcome: Number(status) > 0 && Number(status) < 400 ? 'success' : 'failure',
      name: `${method || 'request'} ${status}`,
      message: [`${method} ${whole.startsWith('/') ? site : ''}${whole} ${status}`, said(body, 'userAgent')]
        .filter(Boolean)
        .join(', '),
      techniques: [],
      action: method,
      sourceAddress: clientOf(body),
      host: site,
      also: { path: pathOf(uri), status, request: said(body, 'transactionId', 'trackingReference') },
    },
  ];
}

/** Web application firewall and access logs of Application Gateway and Front Door, through diagnostic settings. */
export const waf: Shape = {
  id: 'waf',
  label: 'Azure WAF (Application Gateway, Front Door)',
  syntax: 'json',
  envelopes: ['records'],
  read: readBy(readWafRule, readWafRequest),
};
