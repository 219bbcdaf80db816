import type { Certificate } from '@/lib/tls/certificates/certificate';
import { pathLimit } from '@/lib/tls/certificates/extensions';
import { constraintError } from '@/lib/tls/certificates/name-constraints';
import type { Effort, Path } from '@/lib/tls/certificates/paths';
import { same } from '@/lib/tls/certificates/paths';
import type { Pool } from '@/lib/tls/certificates/types';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/** What is wrong with a path to an anchor, by OpenSSL's name; null for a good one (RFC 5280, 6.1). */
export function pathError(path: Path, now: Date): string | null {
  const issuers = path.slice(1);
  // The anchor itself is trusted as it is; old roots are of version 1 and say nothing of themselves.
  if (issuers.slice(0, -1).some(({ facts }) => !facts.isCa)) return 'INVALID_CA';
  if (path.some(tooLong)) return 'PATH_LENGTH_EXCEEDED';
  if (!path.slice(0, Math.max(1, path.length - 1)).every(servesTls)) return 'INVALID_PURPOSE';
  return timeError(path, now) ?? constraintError(path);
}

function timeError(path: Path, now: Date): string | null {
  const moment = now.toISOString();
  if (path.some(({ facts }) => facts.notAfter < moment)) return 'CERT_HAS_EXPIRED';
  return path.some(({ facts }) => facts.notBefore > moment) ? 'CERT_NOT_YET_VALID' : null;
}

/** `pathLenConstraint`: intermediates below, the leaf and those signed by themselves not counted. */
function tooLong({ extensions }: Certificate, index: number): boolean {
  const limit = index === 0 ? null : pathLimit(extensions);
  return limit !== null && index - 1 > limit;
}

/** Without extended key usage a certificate is for everything; CAs in use limit theirs the same way. */
function servesTls({ x509 }: Certificate): boolean {
  const purposes: readonly string[] | undefined = x509.keyUsage;
  return !purposes || purposes.length === 0 || purposes.includes(SERVER_AUTH) || purposes.includes(ANY_PURPOSE);
}

/** Why no anchor was reached from the end of the longest path, by OpenSSL's name. */
export function unreachedError(path: Path, sent: Pool, effort: Effort): string {
  const last = path.at(-1);
  if (!last) return 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
  if (effort.signed(last, last)) return path.length === 1 ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'SELF_SIGNED_CERT_IN_CHAIN';
  const named = sent.get(last.issuerName.toString('latin1')) ?? [];
  if (named.some((candidate) => !same(candidate, last))) return 'CERT_SIGNATURE_FAILURE';
  return path.length === 1 ? 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
}
