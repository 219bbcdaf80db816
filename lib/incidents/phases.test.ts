import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endsOf, isStepBack } from '@/lib/incidents/phases';
import { PHASES } from '@/lib/incidents/types';

it('going on sets the ends of what is left behind', () => {
  expect(endsOf('analysis', 'containment')).toEqual({ set: [], unset: [] });
  expect(endsOf('containment', 'eradication')).toEqual({ set: ['contained'], unset: [] });
  expect(endsOf('detection', 'lessons')).toEqual({ set: ['contained', 'eradicated', 'recovered'], unset: [] });
});

it('going back unsets the ends of what is entered again', () => {
  expect(isStepBack('recovery', 'analysis')).toBe(true);
  expect(endsOf('recovery', 'containment')).toEqual({ set: [], unset: ['contained', 'eradicated'] });
});

it('whatever the way, what is known to have ended are the phases before the present one', () => {
  const way = fc.array(fc.constantFrom(...PHASES), { maxLength: 12 });
  fc.assert(
    fc.property(way, (phases) => {
      const known = new Set<string>();
      let now: (typeof PHASES)[number] = 'detection';
      for (const to of phases) {
        const { set, unset } = endsOf(now, to);
        for (const name of set) known.add(name);
        for (const name of unset) known.delete(name);
        now = to;
      }
      const { set } = endsOf('detection', now);
      expect([...known].toSorted()).toEqual([...set].toSorted());
    }),
  );
});
