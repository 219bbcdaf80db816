import type { CertificateFacts } from '@/lib/tls/facts';
import { withCertificates } from '@/lib/tls/grade/mend';
import { namedLink } from '@/lib/tls/grade/trust';
import type { Rule } from '@/lib/tls/grade/types';

const isBroken = ({ signature }: CertificateFacts) => /^md[245]$/.test(signature.hash);

export const certSignatureBroken: Rule = {
  id: 'cert_signature_broken',
  finds: (facts) => namedLink(facts, isBroken, ({ signature }) => ({ hash: signature.hash.toUpperCase() })),
  fix: (facts) =>
    withCertificates(facts, (link) =>
      isBroken(link) ? { ...link, signature: { ...link.signature, hash: 'sha256' } } : link,
    ),
};
