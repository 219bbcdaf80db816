import { bySource, ofFamily, type ProductCheck } from '@/lib/safeguards/checks/check';
import { judgeShare, tallyOf, unknown } from '@/lib/safeguards/rules';

const SCANNERS = ['azure-recommendations', 'prowler', 'aws-security-hub', 'cloudsploit', 'wiz'];

/**
 * Assessments of clouds that are fresh and have no open recommendation of high severity or worse: a plan of protection that is
 * off is a recommendation too. The secure score itself leaves no report.
 */
export const cloudAssessments: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    const assessments = sources.filter(({ scanner }) => ofFamily(scanner, SCANNERS));
    if (assessments.length === 0) return unknown('no_source');
    const sorted = bySource(assessments, ({ grave }) => (grave > 0 ? 'open_grave' : null), terms, now);
    return judgeShare(tallyOf(sorted), terms);
  },
  evidence: [
    { label: 'graveFindings', href: '/findings?kind=configuration&severity=critical,high' },
    { label: 'sources', href: '/assets/sources' },
  ],
};
