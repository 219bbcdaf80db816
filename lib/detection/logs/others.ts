import { at, isObject, type Json, text } from '@/lib/core/json';
import type { Encoding, Log } from '@/lib/detection/logs/types';

/** `AUDIT: SESSION,1,1,ROLE,ALTER ROLE,,,alter role app superuser,<none>`: the fields of pgaudit, CSV with quotes. */
const PGAUDIT = /^AUDIT: (SESSION|OBJECT),\d{1,10},\d{1,10},([A-Z]{1,20}),([^,]{0,100}),([^,]{0,100}),([^,]{0,300}),/;
/** The end of a prefix of stderr: whatever `log_line_prefix` writes before it. */
const LEVEL = /^(.{0,500}?)\b(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|STATEMENT|DETAIL): {1,2}/;

function statementOf(message: string): Record<string, string> {
  const found = PGAUDIT.exec(message);
  if (!found) return {};
  const rest = message.slice(found[0].length);
  const quoted = /^"((?:[^"]|"")*)"/.exec(rest)?.[1]?.replaceAll('""', '"');
  const plain = rest.slice(0, rest.lastIndexOf(',') < 0 ? undefined : rest.lastIndexOf(','));
  return {
    audit: found[1] ?? '',
    class: found[2] ?? '',
    command: found[3] ?? '',
    object: found[5] ?? '',
    statement: quoted ?? plain,
  };
}

function openJsonLog(raw: Json): Json | undefined {
  if (!isObject(raw) || text(raw, 'error_severity') === '' || text(raw, 'session_id') === '') return undefined;
  return { ...raw, ...statementOf(text(raw, 'message')) };
}

function openStderr(raw: Json): Json | undefined {
  const found = typeof raw === 'string' ? LEVEL.exec(raw) : null;
  if (!found || typeof raw !== 'string') return undefined;
  const [whole, prefix = '', level = ''] = found;
  const named = (name: string) => new RegExp(`\\b${name}=([^, ]{1,100})`).exec(prefix)?.[1] ?? '';
  const message = raw.slice(whole.length);
  const said = { user: named('user'), remote_host: named('client'), error_severity: level, message };
  return { ...said, ...(level === 'STATEMENT' ? { statement: message } : statementOf(message)) };
}

const DATABASE = { actor: ['user'], sourceAddress: ['remote_host'] };

/** PostgreSQL's log with pgaudit: `statement`, `command`, `class`, `message`, `error_severity`, `state_code`. */
export const postgres: Log = {
  source: { product: 'postgresql', service: 'audit' },
  encodings: [
    { id: 'jsonlog', open: openJsonLog, fields: DATABASE },
    { id: 'stderr', open: openStderr, fields: DATABASE },
  ],
};

const isTrail = (raw: Json) => text(raw, 'eventSource') !== '' && text(raw, 'eventName') !== '';

/** CloudTrail's records under their own names. */
export const cloudtrail: Log = {
  source: { product: 'aws', service: 'cloudtrail' },
  encodings: [
    {
      id: 'record',
      open: (raw) => (isTrail(raw) ? raw : undefined),
      fields: {
        actor: ['userIdentity.userName', 'userIdentity.arn', 'userIdentity.principalId'],
        sourceAddress: ['sourceIPAddress'],
      },
    },
  ],
};

/** Who and where in the output fields of Falco. */
export const FALCO_PLACES: Encoding['fields'] = {
  actor: ["output_fields.'ka.user.name'", "output_fields.'user.name'"],
  host: ['hostname'],
  namespace: ["output_fields.'k8s.ns.name'", "output_fields.'ka.target.namespace'"],
  pod: ["output_fields.'k8s.pod.name'"],
  container: ["output_fields.'container.id'"],
  process: ["output_fields.'proc.cmdline'", "output_fields.'proc.name'"],
};

function openFalco(raw: Json): Json | undefined {
  const fields = at(raw, 'output_fields');
  return isObject(raw) && isObject(fields) && text(raw, 'rule') !== '' ? { ...fields, ...raw } : undefined;
}

/** Falco's alerts: `rule`, `priority`, `tags`, and the output fields under their own names (`proc.cmdline`). */
export const falco: Log = {
  source: { product: 'falco' },
  encodings: [
    {
      id: 'json',
      open: openFalco,
      fields: FALCO_PLACES,
    },
  ],
};

/** What Lagebild itself reports in its generic shape: our own fields alone. */
export const own: Log = {
  source: { product: 'lagebild' },
  encodings: [
    {
      id: 'generic',
      open: (raw, shape) => (shape === 'generic' ? raw : undefined),
      fields: { sourceAddress: ['source_address'], targetAddress: ['target_address'] },
    },
  ],
};
