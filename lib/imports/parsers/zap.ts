import { links, moment } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { exchange, withoutCredentials } from '@/lib/imports/parsers/http-exchange';
import { bulletsOf, clip, code, fromHtml, paragraphs, plain, textOf } from '@/lib/imports/parsers/markdown';
import { normaliseUrl } from '@/lib/imports/parsers/normalise';
import { type ParsedFinding, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** One place where ZAP saw an alert. */
export type ZapInstance = {
  readonly uri: string;
  readonly method: string;
  readonly param: string;
  readonly attack: string;
  readonly evidence: string;
  readonly request: string;
  readonly response: string;
};

/** An alert of a site, from XML or JSON; every text as reported. */
export type ZapAlert = {
  readonly plugin: string;
  readonly alertRef: string;
  readonly name: string;
  readonly risk: string;
  readonly riskText: string;
  readonly confidence: string;
  readonly description: string;
  readonly solution: string;
  readonly otherInfo: string;
  readonly reference: string;
  readonly cwe: string;
  readonly wasc: string;
  readonly site: string;
  readonly instances: readonly ZapInstance[];
};

const RISKS: readonly Severity[] = [0, 1, 2, 3];
const CONFIDENCES = ['false positive', 'low', 'medium', 'high', 'confirmed'];

/**
 * What an alert is to whoever has to mend it. Found by watching (a missing header, a cookie without flag): mended once for
 * the site, so one finding with its places listed. Found by an attack: one finding for each method, URL and parameter.
 */
export function* readAlert(alert: ZapAlert): Generator<ReadResult> {
  if (alert.name === '' && alert.plugin === '') throw new RecordError('missing_field', { field: 'pluginid' });
  if (alert.confidence === '0') {
    yield { skipped: 'resolved', example: clip(`${alert.name} ${alert.site}`, 200) };
    return;
  }
  const attacked = alert.instances.filter(({ attack }) => attack !== '');
  const watched = alert.instances.filter(({ attack }) => attack === '');
  const told = toldOf(alert);
  for (const instance of attacked) yield findingOf(told, [instance], instance);
  if (watched.length > 0 || attacked.length === 0) yield findingOf(told, watched, undefined);
}

/** What all findings of an alert share: worked out once, for it may have been seen at any number of places. */
function toldOf(alert: ZapAlert) {
  const rule = ruleOf(alert);
  const confidence = CONFIDENCES[Number(alert.confidence)] ?? '';
  const common = {
    kind: 'web',
    title: clip(textOf(alert.name), 300) || `ZAP ${rule}`,
    severity: RISKS[Number(alert.risk || '-')] ?? severityFromWord(alert.riskText.split(' ', 1)[0] ?? '') ?? 0,
    severityReported: alert.riskText || alert.risk,
    ruleId: rule,
    ids: [],
    cwe: cweNumbers(alert.cwe),
    cvss: [],
    fix: fromHtml(alert.solution),
    references: links(
      [...textOf(alert.reference.replaceAll('<', ' <')).matchAll(/https?:\/\/\S+/g)].map(([url]) => url),
    ),
    tags: [
      confidence === '' ? '' : `confidence:${confidence}`,
      Number(alert.wasc) > 0 ? `wasc:${alert.wasc}` : '',
    ].filter((tag) => tag !== ''),
  } as const;
  const otherInfo = alert.otherInfo === '' ? '' : fromHtml(alert.otherInfo);
  const evidence = {
    ...alert,
    description: clip(alert.description),
    solution: clip(alert.solution),
    otherInfo: clip(alert.otherInfo),
    reference: clip(alert.reference),
  };
  return { alert, evidence, rule, common, description: fromHtml(alert.description), otherInfo };
}

function findingOf(
  { alert, evidence, rule, common, description, otherInfo }: ReturnType<typeof toldOf>,
  instances: readonly ZapInstance[],
  attacked: ZapInstance | undefined,
): ParsedFinding {
  const first = instances[0];
  return {
    ...common,
    location: {
      url: attacked?.uri || alert.site || first?.uri || undefined,
      method: attacked?.method || undefined,
      parameter: attacked?.param || undefined,
      host: hostOf(alert.site || first?.uri || ''),
    },
    description: paragraphs(
      description,
      instances.length > 0 ? `Seen at:\n\n${bulletsOf(instances, placeOf)}` : '',
      otherInfo,
      exchange(first?.request ?? '', first?.response ?? ''),
    ),
    identity: attacked
      ? ['zap', rule, attacked.method.toUpperCase(), normaliseUrl(attacked.uri), attacked.param]
      : ['zap', rule, '', normaliseUrl(alert.site || first?.uri || ''), ''],
    raw: rawOf(evidence, instances),
  };
}

/** Scripts and people share few plugin numbers among all their alerts: there the name is the rule. */
function ruleOf({ plugin, alertRef, name }: ZapAlert): string {
  const number = Number(plugin || '-1');
  const shared = number < 0 || (number >= 50_000 && number < 60_000) || number >= 100_000;
  return shared ? `${plugin}:${name}` : alertRef || plugin;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}

function placeOf({ method, uri, param, attack, evidence }: ZapInstance): string {
  const facts = [
    param === '' ? '' : `parameter ${code(clip(param, 200))}`,
    attack === '' ? '' : `attack ${code(clip(attack, 300))}`,
    evidence === '' ? '' : `evidence ${code(clip(evidence, 300))}`,
  ].filter((fact) => fact !== '');
  const place = `${plain(method)} ${code(clip(uri, 500))}`.trim();
  return facts.length > 0 ? `${place}: ${facts.join(', ')}` : place;
}

/** The alert with its first places; requests and responses without credentials. */
function rawOf(alert: ZapAlert, instances: readonly ZapInstance[]): string {
  const kept = instances.slice(0, 50).map((instance) => ({
    ...instance,
    request: withoutCredentials(instance.request),
    response: withoutCredentials(instance.response),
  }));
  return JSON.stringify({ ...alert, instances: kept, instanceCount: instances.length }, null, 1);
}

/** Newer reports say when in ISO; the older words carry no zone and are read as UTC where they are English. */
export function zapMoment(created: string, generated: string): Date | undefined {
  const words = /^[A-Z][a-z]{2}, (\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d)$/.exec(generated.trim())?.[1];
  return moment(created) ?? (words === undefined ? undefined : moment(`${words} UTC`));
}
