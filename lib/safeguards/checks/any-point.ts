import { type ProductCheck, within } from '@/lib/safeguards/checks/check';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

/** Databases that can be brought back to any point in time, as backups judge them; one that was judged too long ago is unclear. */
export const anyPoint: ProductCheck = {
  place: 'product',
  judge({ services }, terms, now) {
    const databases = services.filter((service) => service.anyPoint !== null);
    if (databases.length === 0) return unknown('no_database');
    const sorted = databases.map(({ anyPoint: state, at }): Sorted => {
      if (!within(at, terms.days, now)) return { as: 'unclear', why: 'stale', at };
      if (state === 'missed') return { as: 'bad', why: 'not_any_point', at };
      return state === 'met' ? { as: 'good', at } : { as: 'unclear', why: 'objective_unknown', at };
    });
    return judgeShare(tallyOf(sorted), terms);
  },
  evidence: [{ label: 'services', href: '/backups' }],
};
