import type { CertificateFacts, ChainFacts, ScanFacts } from '@/lib/tls/facts';
import type { Found } from '@/lib/tls/grade/types';

const EXPIRED = 'CERT_HAS_EXPIRED';
const EARLY = 'CERT_NOT_YET_VALID';
const SELF_SIGNED = 'DEPTH_ZERO_SELF_SIGNED_CERT';

export function isTrusted({ validations }: ChainFacts): boolean {
  return validations.some(({ trusted }) => trusted);
}

/** Errors of a chain that no store trusts. */
export function trustErrors(chain: ChainFacts): string[] {
  return isTrusted(chain) ? [] : chain.validations.flatMap(({ error }) => (error === null ? [] : [error]));
}

/** Links that count: those of the path that was found, at least the leaf; the root at its end is trusted as it is. */
export function linksOf({ sent, path }: ChainFacts): CertificateFacts[] {
  const below = path.length > 1 ? path.slice(0, -1) : path;
  return sent.filter(({ fingerprint }, index) => index === 0 || below.includes(fingerprint));
}

/** The first link of any chain that is so, as parameters. */
export function namedLink(
  facts: ScanFacts,
  is: (link: CertificateFacts, chain: ChainFacts) => boolean,
  tell: (link: CertificateFacts) => Exclude<Found, 'unknown' | null>,
): Found {
  for (const chain of facts.chains) {
    const link = linksOf(chain).find((candidate) => is(candidate, chain));
    if (link) return { subject: link.subject, ...tell(link) };
  }
  return null;
}

export function hasExpired(chain: ChainFacts, at: string): boolean {
  return (chain.sent[0]?.notAfter ?? at) < at || trustErrors(chain).includes(EXPIRED);
}

export function isEarly(chain: ChainFacts, at: string): boolean {
  return (chain.sent[0]?.notBefore ?? at) > at || trustErrors(chain).includes(EARLY);
}

export function isSelfSigned(chain: ChainFacts): boolean {
  return trustErrors(chain).includes(SELF_SIGNED);
}

/** Not trusted, and for none of the reasons that are told on their own. */
export function isUnknown(chain: ChainFacts): boolean {
  const own = new Set([EXPIRED, EARLY, SELF_SIGNED]);
  return !isTrusted(chain) && !trustErrors(chain).some((error) => own.has(error));
}

/** The same chain without these errors; with nothing left against it a store trusts it. */
export function forgiven(chain: ChainFacts, errors: readonly string[]): ChainFacts {
  return {
    ...chain,
    complete: chain.complete ?? true,
    validations: chain.validations.map((validation) =>
      validation.error !== null && errors.includes(validation.error)
        ? { ...validation, trusted: true, error: null }
        : validation,
    ),
  };
}
