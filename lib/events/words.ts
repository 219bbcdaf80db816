import { storable } from '@/lib/core/storable';
import type { EventPlace } from '@/lib/events/types';

/** What a search calls a place: `user:kate pod:web-1`. */
export const WORD_KEYS: Readonly<Record<EventPlace | 'name', string>> = {
  name: 'rule',
  action: 'action',
  actor: 'user',
  sourceAddress: 'src',
  targetAddress: 'dst',
  host: 'host',
  cluster: 'cluster',
  namespace: 'ns',
  pod: 'pod',
  container: 'container',
  image: 'image',
  process: 'process',
  file: 'file',
};

/** What shapes make findable besides places: `EventDraft.also`. */
export const ALSO_KEYS = [
  'account',
  'alert',
  'app',
  'audit',
  'as',
  'code',
  'correlation',
  'db',
  'domain',
  'flow',
  'hash',
  'incident',
  'job',
  'key',
  'machine',
  'mfa',
  'object',
  'path',
  'pid',
  'port',
  'product',
  'program',
  'project',
  'provider',
  'redirect',
  'region',
  'request',
  'resource',
  'role',
  'service',
  'session',
  'signature',
  'status',
  'table',
  'target',
  'type',
] as const;
export type AlsoKey = (typeof ALSO_KEYS)[number];

/** An index entry is short; longer values are looked up by their beginning. */
const LONGEST = 120;

/** The word under which a value is found: lower case, since names of people, hosts and resources are written either way. */
export function wordOf(key: string, value: string): string {
  return `${key}:${storable(value, LONGEST).toLowerCase()}`;
}
