import type { Known } from '@/e2e/lab/pki/pki';
import type { RunningServer } from '@/e2e/lab/types';
import { type FetchBytes, FetchFailure, type TrustStore } from '@/lib/tls/certificates/types';
import type { ScanFacts } from '@/lib/tls/facts';
import { criteriaOf } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import type { Grade } from '@/lib/tls/grade/types';
import { scan } from '@/lib/tls/scan';

/** The revision that expectations of the laboratory are written by, whatever is the newest. */
const REVISION = '2009r';

/** A target of the laboratory, as data. */
export type LabTarget = Pick<RunningServer, 'id' | 'host' | 'sni' | 'address' | 'port' | 'starttls'>;

/** Fetches from this machine alone: what certificates of the laboratory point to. */
const fetchHere: FetchBytes = async ({ url, post, limit }) => {
  if (new URL(url).hostname !== '127.0.0.1') throw new FetchFailure('refused');
  const body = post ? new Uint8Array(post.body) : undefined;
  const headers = post ? { 'content-type': post.type } : undefined;
  const response = await fetch(url, {
    method: post ? 'POST' : 'GET',
    body,
    headers,
    signal: AbortSignal.timeout(5_000),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok || bytes.length > limit) throw new FetchFailure(response.ok ? 'too_large' : 'unreachable');
  return bytes;
};

type Patience = { readonly deadline: number; readonly perAddress: number };

/** Every server of the laboratory has the same address: the cap is what all of them may take together. */
export const PATIENCE: Patience = { deadline: 30_000, perAddress: 64 };

/** Scans one server of the laboratory with every probe. */
export function scanServer(target: LabTarget, known: Known, { deadline, perAddress } = PATIENCE): Promise<ScanFacts> {
  const { host, sni, address, port, starttls } = target;
  const store: TrustStore = { name: 'laboratory', certificates: [Buffer.from(known.root)] };
  return scan(
    { host, sni, address, port, starttls },
    {
      signal: new AbortController().signal,
      deadline,
      perAddress,
      switchedOff: [],
      intermediates: [Buffer.from(known.intermediate)],
      stores: [store],
      fetch: fetchHere,
      now: new Date(),
    },
  );
}

/** Our grade by the revision that the laboratory's expectations are written by. */
export function gradeOf(facts: ScanFacts): Grade {
  const criteria = criteriaOf(REVISION);
  if (!criteria) throw new Error(`no criteria ${REVISION}`);
  return grade(facts, criteria);
}

/** Ids of the rules that say something against the server; what is only noted, or could not be checked, is not. */
export function weighing({ reasons }: Grade): string[] {
  return reasons.filter(({ effect, known }) => known && effect !== 'note').map(({ rule }) => rule);
}

/** Works through a list, so many at a time. */
export async function together<T, R>(most: number, list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = list.entries();
  const worker = async () => {
    for (const [at, item] of left) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
