import {
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  number,
  object,
  objects,
  text,
  unixMoment,
} from '@/lib/core/json';
import { sslLabsJson } from '@/lib/imports/parsers/ssl-labs';

import { letterIn, portOf, short, shortOrNull, versionsNamed, weaknessesIn } from '@/lib/tls/opinions/parts';
import type { Opinion, OpinionCertificate, OpinionNote } from '@/lib/tls/opinions/types';

/**
 * SSL Labs' assessment API, v3 and v4: the list of `ssllabs-scan`, one host, or a lone endpoint, which names no host. An
 * opinion for each endpoint; where addresses of a host differ, the worst counts for whoever shows them.
 * https://github.com/ssllabs/ssllabs-scan/blob/master/ssllabs-api-docs-v4.md
 */
export function sslLabsOpinions(report: Json): Opinion[] {
  const document = decapitalised(report, 0);
  const hosts = isArray(document) ? document.filter(isObject) : isObject(document) ? [document] : [];
  return hosts.flatMap((host) => (isEndpoint(host) ? [ofEndpoint({}, host)] : ofHost(host)));
}

export function isSslLabs(outline: Json): boolean {
  const document = decapitalised(outline, 0);
  const [first] = isArray(document) ? document : [document];
  if (!isObject(first)) return false;
  return (
    isEndpoint(first) || (text(first, 'host') !== '' && text(first, 'criteriaVersion') + text(first, 'status') !== '')
  );
}

function isEndpoint(host: JsonObject): boolean {
  return text(host, 'ipAddress') !== '' && (text(host, 'grade') !== '' || object(host, 'details') !== undefined);
}

const DEPTH = 12;

/** Some clients write keys with a capital letter. Deeper than anything here is read, nothing is looked at. */
function decapitalised(value: Json, depth: number): Json {
  if (depth > DEPTH) return value;
  if (isArray(value)) return value.map((item) => decapitalised(item, depth + 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key.slice(0, 1).toLowerCase() + key.slice(1),
    decapitalised(item, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

/** Not resolved, still running or failed: there may be no endpoint yet. */
function ofHost(host: JsonObject): Opinion[] {
  const endpoints = objects(host, 'endpoints');
  if (endpoints.length === 0) return [ofEndpoint(host, {})];
  return endpoints.map((endpoint) => ofEndpoint(host, endpoint));
}

function ofEndpoint(host: JsonObject, endpoint: JsonObject): Opinion {
  const details = object(endpoint, 'details');
  const protocols = objects(details, 'protocols').map((one) => `${text(one, 'name')} ${text(one, 'version')}`);
  const named = text(host, 'host') === '' ? { ...host, host: text(endpoint, 'ipAddress') } : host;
  const reader = sslLabsJson.open(named);
  const read = details
    ? weaknessesIn(reader, [{ pattern: 'endpoints.*', keys: ['endpoints', 0], value: endpoint }])
    : null;
  return {
    tool: 'ssl-labs',
    version: shortOrNull(text(host, 'engineVersion')),
    criteria: shortOrNull(text(host, 'criteriaVersion')),
    host: short(text(host, 'host')),
    port: portOf(text(host, 'port')),
    address: short(text(endpoint, 'ipAddress')),
    at: momentOf(host, details),
    grade: letterIn(text(endpoint, 'grade')),
    gradeTrustIgnored: letterIn(text(endpoint, 'gradeTrustIgnored')),
    protocols: versionsNamed(protocols),
    weaknesses: read?.weaknesses ?? [],
    certificate: certificateOf(host, endpoint),
    notes: [...notesOf(host, endpoint), ...(read?.notes ?? [])],
  };
}

function momentOf(host: JsonObject, details: JsonObject | undefined): string | null {
  const milliseconds = number(host, 'testTime') ?? number(host, 'startTime') ?? number(details, 'hostStartTime') ?? 0;
  return unixMoment(milliseconds / 1000)?.toISOString() ?? null;
}

function notesOf(host: JsonObject, endpoint: JsonObject): OpinionNote[] {
  const status = text(host, 'status');
  const ready = text(endpoint, 'statusMessage') === 'Ready';
  const said = short(text(endpoint, 'statusMessage') || text(host, 'statusMessage') || status);
  const notes: OpinionNote[] = [];
  if (status === 'ERROR') notes.push({ code: 'failed', detail: said });
  else if (status === 'DNS' || status === 'IN_PROGRESS') notes.push({ code: 'unfinished', detail: said });
  else if (!ready && text(endpoint, 'grade') === '') notes.push({ code: 'failed', detail: said });
  if (text(endpoint, 'grade') !== '' && !object(endpoint, 'details')) notes.push({ code: 'no_details', detail: '' });
  if (flag(endpoint, 'hasWarnings') === true) notes.push({ code: 'warnings', detail: '' });
  if (flag(endpoint, 'isExceptional') === true) notes.push({ code: 'exceptional', detail: '' });
  return notes;
}

const NO_TRUST = 1;

/** The leaf of the endpoint's first chain: certificates stand beside the endpoints. */
function certificateOf(host: JsonObject, endpoint: JsonObject): OpinionCertificate | null {
  const [chain] = objects(endpoint, 'details', 'certChains');
  const id = Array.isArray(chain?.certIds) ? chain.certIds[0] : undefined;
  const leaf = objects(host, 'certs').find((certificate) => certificate.id === id);
  if (!leaf) return null;
  const issues = number(leaf, 'issues');
  return {
    subject: short(text(leaf, 'subject')),
    notAfter: unixMoment((number(leaf, 'notAfter') ?? 0) / 1000)?.toISOString() ?? null,
    key: short(`${text(leaf, 'keyAlg')} ${text(leaf, 'keySize')}`),
    signature: short(text(leaf, 'sigAlg')),
    trusted: issues === undefined ? null : (issues & NO_TRUST) === 0 && issues === 0,
  };
}
