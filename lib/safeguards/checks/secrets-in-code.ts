import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

const SCANNERS = ['gitleaks', 'trufflehog', 'trufflehog3', 'detect-secrets', 'github-secret-scanning', 'ggshield'];

/** Repositories with a fresh scan for secrets that found none which is still open. Other scanners' secrets count against it. */
export const secretsInCode: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const scans = sources.filter(({ scanner, secrets }) => secrets > 0 || ofFamily(scanner, SCANNERS));
    if (scans.length === 0) return unknown('no_source');
    return judgeShare(
      tallyOf(bySource(scans, ({ secrets }) => (secrets > 0 ? 'open_secrets' : null), terms, now)),
      terms,
    );
  },
  evidence: [{ label: 'secretFindings', href: '/findings?kind=secret' }],
};
