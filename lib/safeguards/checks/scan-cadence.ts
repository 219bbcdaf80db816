import { isAhead, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

/** Sources that were scanned within the days. One that is late breaks the promise: it is about scanning regularly. */
export const scanCadence: ProductCheck = {
  place: 'product',
  judge({ sources }, terms, now) {
    if (sources.length === 0) return unknown('no_source');
    return judgeShare(
      tallyOf(
        sources.map(({ lastScanAt: at }): Sorted => {
          if (at === null) return { as: 'unclear', why: 'never_scanned', at };
          if (isAhead(at, now)) return { as: 'unclear', why: 'clock_ahead', at: null };
          return within(at, terms.days, now) ? { as: 'good', at } : { as: 'bad', why: 'overdue', at };
        }),
      ),
      terms,
    );
  },
  evidence: [
    { label: 'sources', href: '/assets/sources' },
    { label: 'silentSources', href: '/assets/sources?state=silent' },
  ],
};
