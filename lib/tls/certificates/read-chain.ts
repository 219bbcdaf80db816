import { fetchIssuers } from '@/lib/tls/certificates/ca-issuers';
import { type Certificate, readCertificate } from '@/lib/tls/certificates/certificate';
import { EXTENSION } from '@/lib/tls/certificates/extensions';
import { issuersAmong } from '@/lib/tls/certificates/known';
import { nameMatches } from '@/lib/tls/certificates/names';
import { stapleScts } from '@/lib/tls/certificates/ocsp';
import { Effort, longestPath, type Path, pathsTo, poolOf, same } from '@/lib/tls/certificates/paths';
import { readRevocation } from '@/lib/tls/certificates/revocation';
import { anchorsOf, mozillaStore } from '@/lib/tls/certificates/roots';
import { readScts, readWrappedScts } from '@/lib/tls/certificates/scts';
import {
  type ChainInput,
  type ChainResult,
  type FetchBytes,
  FetchFailure,
  type Pool,
  type TrustStore,
} from '@/lib/tls/certificates/types';
import { pathError, unreachedError } from '@/lib/tls/certificates/validate';
import type { ChainFacts } from '@/lib/tls/facts';

/** Certificates of a server that are looked at; the rest is dropped, and the order counts as broken. */
const SENT = 16;

type Judged = { readonly store: string; readonly path: Path | null; readonly error: string | null };

/**
 * What a chain is worth, as the server sent it: names, order, paths to Mozilla's roots and to own stores, transparency and
 * revocation. Bytes that are no certificates make a chain that nobody trusts; nothing a server sends makes this throw.
 */
export async function readChain(asked: ChainInput): Promise<ChainResult> {
  const input = { ...asked, fetch: asked.fetch && inTime(asked.fetch) };
  const read = input.sent.slice(0, SENT).map(readCertificate);
  const sent = read.filter((certificate) => certificate !== null);
  const stores = [mozillaStore(), ...input.stores];
  const leaf = read[0];
  if (!leaf) return { chain: unreadable(sent, stores, input), intermediates: [] };
  const effort = new Effort();
  const known = issuersAmong(input.intermediates, sent);
  const judged = await judge(leaf, sent, known, stores, effort, input);
  const best = judged.find(({ error }) => error === null) ?? judged.find(({ path }) => path !== null);
  const path = best?.path ?? null;
  const own = path ?? longestPath(leaf, poolOf([...sent, ...known]), effort);
  const ordered = sent.length === input.sent.length && sent.every((link, at) => followed(link, sent[at + 1], effort));
  const chain: ChainFacts = {
    sent: sent.map(({ facts }) => facts),
    path: path?.map(({ facts }) => facts.fingerprint) ?? [],
    complete: path?.slice(0, -1).every((link) => sent.some((other) => same(link, other))) ?? null,
    ordered,
    nameMatches: nameMatches(leaf, input.host),
    validations: judged.map(({ store, error }) => ({ store, trusted: error === null, error })),
    scts: sctsOf(leaf, input),
    revocation: await readRevocation({ leaf, issuer: own[1] ?? null, ...input }),
    stapled: input.staple !== null,
  };
  return { chain, intermediates: best?.error === null ? (path ?? []).slice(1, -1).map(({ der }) => der) : [] };
}

/** Addresses that do not answer must not add up: after this time no other is asked. */
const PATIENCE_MS = 6_000;

function inTime(fetch: FetchBytes): FetchBytes {
  const began = performance.now();
  return (request) => {
    if (performance.now() - began > PATIENCE_MS) return Promise.reject(new FetchFailure('unreachable'));
    return fetch(request);
  };
}

function followed(link: Certificate, next: Certificate | undefined, effort: Effort): boolean {
  return next === undefined || effort.signed(link, next);
}

/** With what was sent and is known; where no store trusts that, with what the certificates' addresses give. */
async function judge(
  leaf: Certificate,
  sent: readonly Certificate[],
  known: readonly Certificate[],
  stores: readonly TrustStore[],
  effort: Effort,
  { now, fetch }: ChainInput,
): Promise<Judged[]> {
  const all = () =>
    stores.map((store) => ofStore(store, leaf, poolOf([...sent, ...known, ...fetched]), now, effort, sent));
  let fetched: readonly Certificate[] = [];
  const first = all();
  if (!fetch || first.some(({ path }) => path !== null)) return first;
  fetched = await fetchIssuers(longestPath(leaf, poolOf([...sent, ...known]), effort), effort, fetch);
  return fetched.length === 0 ? first : all();
}

/** The first path without an error; else the first one, with its error. */
function ofStore(
  store: TrustStore,
  leaf: Certificate,
  pool: Pool,
  now: Date,
  effort: Effort,
  sent: readonly Certificate[],
): Judged {
  let first: Judged | null = null;
  for (const path of pathsTo(leaf, anchorsOf(store), pool, effort)) {
    const error = pathError(path, now);
    const judged = { store: store.name, path, error };
    if (error === null) return judged;
    first ??= judged;
  }
  if (first) return first;
  const error = unreachedError(longestPath(leaf, pool, effort), poolOf(sent), effort);
  return { store: store.name, path: null, error };
}

function sctsOf(leaf: Certificate, { handshakeScts, staple }: ChainInput): ChainFacts['scts'] {
  return [
    ...readWrappedScts(leaf.extensions.get(EXTENSION.certificateScts)?.value, 'certificate'),
    ...(handshakeScts ? readScts(handshakeScts, 'handshake') : []),
    ...(staple ? stapleScts(staple) : []),
  ];
}

function unreadable(sent: readonly Certificate[], stores: readonly TrustStore[], { staple }: ChainInput): ChainFacts {
  return {
    sent: sent.map(({ facts }) => facts),
    path: [],
    complete: null,
    ordered: false,
    nameMatches: false,
    validations: stores.map(({ name }) => ({ store: name, trusted: false, error: 'CERT_UNREADABLE' })),
    scts: [],
    revocation: { status: 'not_checked', by: null, why: 'no_certificate' },
    stapled: staple !== null,
  };
}
