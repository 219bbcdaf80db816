import type { CertificateFacts } from '@/lib/tls/facts';
import { withCertificates } from '@/lib/tls/grade/mend';
import { namedLink } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

const isOld = ({ signature }: CertificateFacts) => signature.hash === 'sha1';

export const certSha1: Rule = {
  id: 'cert_sha1',
  finds: (facts) => namedLink(facts, isOld, () => ({})),
  fix: (facts) =>
    withCertificates(facts, (link) =>
      isOld(link) ? { ...link, signature: { ...link.signature, hash: 'sha256' } } : link,
    ),
};
