import { type Evidence, type ProductCheck, within } from '@/lib/safeguards/checks/check';
import type { ServiceFact } from '@/lib/safeguards/facts';
import { judgeShare, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';

type Objective = ServiceFact['verdicts'][number]['objective'];

const EVIDENCE: readonly Evidence[] = [{ label: 'services', href: '/backups' }];

function sorted({ verdicts, at }: ServiceFact, objectives: readonly Objective[], days: number, now: Date): Sorted {
  if (!within(at, days, now)) return { as: 'unclear', why: 'stale', at };
  const own = verdicts.filter(({ objective }) => objectives.includes(objective));
  if (own.some(({ state }) => state === 'missed')) return { as: 'bad', why: 'objective_missed', at };
  const known = own.length === objectives.length && own.every(({ state }) => state === 'met');
  return known ? { as: 'good', at } : { as: 'unclear', why: 'objective_unknown', at };
}

/** Services that meet each of these objectives, as backups judge them; a service that was judged too long ago is unclear. */
export function backupObjectives(objectives: readonly Objective[]): ProductCheck {
  return {
    place: 'product',
    judge({ services }, terms, now) {
      if (services.length === 0) return unknown('no_service');
      return judgeShare(tallyOf(services.map((one) => sorted(one, objectives, terms.days, now))), terms);
    },
    evidence: EVIDENCE,
  };
}
