import { entityFields } from '@/lib/alerts/entity';
import type { Entity } from '@/lib/alerts/types';
import type { AskedAlert, RuleCondition, RuleCount } from '@/lib/incident-rules/types';
import { TITLE_MAX } from '@/lib/incidents/schema';

/** Whether `text` is `pattern`, in which `*` is anything, in any case. Linear in the text for each star: no backtracking. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const whole = text.toLowerCase();
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return whole === first;
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

/** Whether an alert is what a rule waits for. */
export function matches(rule: RuleCondition, alert: AskedAlert): boolean {
  return (
    alert.createdAt >= rule.validFrom &&
    alert.severity >= rule.minSeverity &&
    (rule.patterns.length === 0 || rule.patterns.some((pattern) => fits(pattern, alert.rule))) &&
    (rule.techniques.length === 0 ||
      rule.techniques.some((one) => alert.techniques.some((has) => has === one || has.startsWith(`${one}.`)))) &&
    (rule.places.length === 0 || rule.places.some((place) => (alert.entity[place] ?? '') !== '')) &&
    (rule.productId === null || rule.productId === alert.productId) &&
    (rule.teamId === null || rule.teamId === alert.teamId)
  );
}

/** Whether, with `alert`, enough fitting alerts of its product were raised in the time; `fitting`: those that fit. */
export function counted(
  { minAlerts, withinMinutes }: RuleCount,
  alert: AskedAlert,
  fitting: readonly AskedAlert[],
): boolean {
  const until = alert.createdAt.getTime();
  const since = until - withinMinutes * 60_000;
  const within = fitting.filter(({ productId, createdAt }) => {
    const at = createdAt.getTime();
    return productId === alert.productId && at >= since && at <= until;
  });
  return within.length >= minAlerts;
}

/** What the incident is called. */
export function titleOf(template: string, { title, entity }: AskedAlert): string {
  const where = entityFields(entity).map(({ value }) => value);
  const said = template.replaceAll(/\{(?:alert|entity)\}/g, (word) => (word === '{alert}' ? title : where.join(', ')));
  const tidy = said.replace(/[\s:·,-]+$/, '').trim();
  return (tidy === '' ? title : tidy).slice(0, TITLE_MAX).toWellFormed();
}

/** Names that are the same on every host and in every cluster tie nothing together. */
const COMMON = new Set(['root', 'system', 'admin', 'administrator', 'anonymous', 'system:anonymous', 'unknown', '-']);
const LOCAL = /^(?:127\.|::1$|0\.0\.0\.0$|localhost$)/;

/**
 * Who and where, so that two alerts about the same can be told: an account, a source address, a host, a pod in its namespace,
 * a container.
 */
export function identitiesOf(entity: Entity): readonly string[] {
  const { actor = '', sourceAddress = '', host = '', namespace = '', pod = '', container = '' } = entity;
  const named = [
    ['actor', actor],
    ['address', sourceAddress],
    ['host', host],
    ['pod', pod === '' ? '' : `${namespace}/${pod}`],
    ['container', container],
  ] as const;
  return named.flatMap(([key, value]) => {
    const name = value.trim().toLowerCase();
    return name === '' || COMMON.has(name) || LOCAL.test(name) ? [] : [`${key}=${name}`];
  });
}
