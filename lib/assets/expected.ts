import EXPECTED from '@/lib/assets/expected.json';
import type { AssetName } from '@/lib/assets/identity';
import type { StoredCoverage } from '@/lib/assets/kinds';

const EDR: ReadonlySet<string> = new Set(EXPECTED.edr);
const BACKUP: ReadonlySet<string> = new Set(EXPECTED.backup);
const TLS_PORTS: ReadonlySet<number> = new Set(EXPECTED.tlsPorts);
const PLAIN_PORTS: ReadonlySet<number> = new Set(EXPECTED.plainPorts);

/** What is to be expected of an asset before anybody has told: `none` where a protection does not apply to it. */
export type Expected = {
  readonly edr: StoredCoverage;
  readonly backup: StoredCoverage;
  /** Of an endpoint that nobody watches: `missed` on a port where TLS is usual, `none` where it is not spoken. */
  readonly tls: StoredCoverage;
};

const applies = (does: boolean): StoredCoverage => (does ? 'unknown' : 'none');
const isOf = (key: string, types: readonly string[]) => types.some((type) => `${key}/`.includes(type));

function tlsOf({ kind, key }: AssetName): StoredCoverage {
  if (kind !== 'endpoint') return 'none';
  const [, port = '', protocol] = /:(\d{1,5})\/(\w+)$/.exec(key) ?? [];
  if (protocol !== 'tcp' || PLAIN_PORTS.has(Number(port))) return 'none';
  return TLS_PORTS.has(Number(port)) ? 'missed' : 'unknown';
}

export function expectedOf(asset: AssetName): Expected {
  const { kind, key } = asset;
  const cloud = kind === 'cloud_resource';
  return {
    edr: applies(EDR.has(kind) || (cloud && isOf(key, EXPECTED.edrTypes))),
    backup: applies(BACKUP.has(kind) || (cloud && isOf(key, EXPECTED.backupTypes))),
    tls: tlsOf(asset),
  };
}
