import type { Certificate } from '@/lib/tls/certificates/certificate';
import { crlEnd, readCrl } from '@/lib/tls/certificates/crl';
import { type Answer, ocspRequest, readOcsp } from '@/lib/tls/certificates/ocsp';
import { type FetchBytes, FetchFailure } from '@/lib/tls/certificates/types';
import type { ChainFacts } from '@/lib/tls/facts';

type Revocation = ChainFacts['revocation'];
type By = NonNullable<Revocation['by']>;

type Question = {
  readonly leaf: Certificate;
  /** Null where none was found: then no answer can be believed. */
  readonly issuer: Certificate | null;
  readonly staple: Buffer | null;
  readonly fetch: FetchBytes | null;
  readonly now: Date;
};

const OCSP_LIMIT = 64 * 1024;
const CRL_LIMIT = 16 * 1024 * 1024;
const ADDRESSES = 2;

/**
 * By staple, then OCSP, then certificate list, until one answers. Never good by silence: without a valid answer it is "not
 * checked", with the reason of the last that was asked.
 */
export async function readRevocation(question: Question): Promise<Revocation> {
  const { leaf, issuer, staple, fetch, now } = question;
  if (!issuer) return unchecked('no_issuer');
  let why: string = 'none_offered';
  if (staple) {
    const answer = readOcsp(staple, leaf, issuer, now);
    if (answer.status) return { status: answer.status, by: 'staple', why: null };
    why = answer.why;
  }
  const { ocsp, crl } = leaf.facts;
  if (!fetch) return unchecked(staple || ocsp.length + crl.length === 0 ? why : 'not_allowed');
  const asked: (readonly [By, string])[] = [
    ...ocsp.slice(0, ADDRESSES).map((url) => ['ocsp', url] as const),
    ...crl.slice(0, ADDRESSES).map((url) => ['crl', url] as const),
  ];
  for (const [by, url] of asked) {
    const answer = await ask(by, url, leaf, issuer, fetch, now);
    if (answer.status) return { status: answer.status, by, why: null };
    why = answer.why;
  }
  return unchecked(why);
}

function unchecked(why: string): Revocation {
  return { status: 'not_checked', by: null, why };
}

type Reply = Answer | { readonly status: null; readonly why: FetchFailure['why'] };

async function ask(
  by: By,
  url: string,
  leaf: Certificate,
  issuer: Certificate,
  fetch: FetchBytes,
  now: Date,
): Promise<Reply> {
  try {
    if (by === 'crl') return await askList(url, leaf, issuer, fetch, now);
    const post = { type: 'application/ocsp-request', body: ocspRequest(leaf, issuer) };
    return readOcsp(await fetch({ url, post, limit: OCSP_LIMIT }), leaf, issuer, now);
  } catch (error) {
    return { status: null, why: error instanceof FetchFailure ? error.why : 'unreachable' };
  }
}

/** Lists are megabytes and live for days: a few that held are kept, and looked at again with their signature each time. */
const kept = new Map<string, { readonly bytes: Buffer; readonly until: Date }>();
const KEPT_BYTES = 32 * 1024 * 1024;

async function askList(
  url: string,
  leaf: Certificate,
  issuer: Certificate,
  fetch: FetchBytes,
  now: Date,
): Promise<Answer> {
  const known = kept.get(url);
  if (known && known.until > now) {
    const answer = readCrl(known.bytes, url, leaf, issuer, now);
    if (answer.status) return answer;
  }
  kept.delete(url);
  const bytes = await fetch({ url, post: null, limit: CRL_LIMIT });
  const answer = readCrl(bytes, url, leaf, issuer, now);
  const until = answer.status ? crlEnd(bytes) : null;
  if (until && until > now) keep(url, bytes, until);
  return answer;
}

function keep(url: string, bytes: Buffer, until: Date): void {
  let total = bytes.length;
  for (const list of kept.values()) total += list.bytes.length;
  for (const [oldest, list] of kept) {
    if (total <= KEPT_BYTES) break;
    total -= list.bytes.length;
    kept.delete(oldest);
  }
  kept.set(url, { bytes, until });
}
