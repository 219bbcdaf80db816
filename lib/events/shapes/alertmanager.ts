import { type Json, type JsonObject, list, number, objects, text } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';
import { type Severity, severityFromWord } from '@/lib/findings/severity';

/** Where a rule names no severity that we know: somebody wanted to be woken, but did not say how loud. */
const UNSAID: Severity = 2;
/** Go's zero time: no end yet. */
const NO_TIME = '0001-';

function severityOf(alert: JsonObject): Severity {
  const label = text(alert, 'labels', 'severity') || text(alert, 'labels', 'priority');
  return label.toLowerCase() === 'page' ? 4 : (severityFromWord(label) ?? UNSAID);
}

function messageOf(message: Json, alert: JsonObject): string {
  const said = ['summary', 'description', 'message'].map((name) => text(alert, 'annotations', name)).filter(Boolean);
  const cut = number(message, 'truncatedAlerts') ?? 0;
  return [...said, ...(cut > 0 ? [`(Alertmanager left out ${cut} more alerts of this group)`] : [])].join(' ');
}

function eventOf(message: Json, alert: JsonObject): EventDraft {
  const label = (...names: readonly string[]) => names.map((name) => text(alert, 'labels', name)).find(Boolean) ?? '';
  const isOver = text(alert, 'status') === 'resolved';
  const time = text(alert, isOver ? 'endsAt' : 'startsAt');
  const fingerprint = text(alert, 'fingerprint');
  return {
    class: 'detection',
    time: time.startsWith(NO_TIME) ? '' : time,
    // An alert that fires again has the fingerprint of before: its times tell them apart, and are the same when repeated.
    key: fingerprint === '' ? '' : `${fingerprint}/${isOver ? 'resolved' : 'firing'}/${time}`,
    severity: isOver ? 0 : severityOf(alert),
    outcome: 'unknown',
    name: label('alertname'),
    message: messageOf(message, alert),
    techniques: [],
    action: isOver ? 'resolved' : 'firing',
    host: withoutPort(label('instance', 'node', 'host', 'hostname')),
    cluster: label('cluster', 'cluster_name', 'k8s_cluster'),
    namespace: label('namespace', 'exported_namespace'),
    pod: label('pod', 'exported_pod', 'pod_name'),
    container: label('container', 'exported_container', 'container_name'),
    image: label('image'),
    also: { alert: fingerprint, job: label('job') },
  };
}

function read(record: Json): EventDraft[] {
  const alerts = objects(record, 'alerts');
  const whole = alerts.length === list(record, 'alerts').length && text(record, 'groupKey') !== '';
  if (!whole || alerts.some((alert) => text(alert, 'labels', 'alertname') === ''))
    throw new UnreadableRecord('not_this_shape');
  return alerts.map((alert) => eventOf(record, alert));
}

/** Messages of Prometheus' Alertmanager to a webhook (version 4) and Grafana's, which are alike: an event an alert. */
export const alertmanager: Shape = { id: 'alertmanager', label: 'Alertmanager', syntax: 'json', read };
