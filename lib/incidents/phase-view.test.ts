import { expect, it } from 'vitest';
import { enteredAt } from '@/lib/incidents/phase-view';
import type { Phase } from '@/lib/incidents/types';

const step = (from: Phase, to: Phase, at: string) => ({ from, to, at, by: 'Rita', note: '' });

it('tells when each phase was entered last; what was gone over or left again has no moment', () => {
  // Newest first, as the log is read.
  const phases = [
    step('recovery', 'containment', '3'),
    step('containment', 'recovery', '2'),
    step('detection', 'containment', '1'),
  ];
  expect(enteredAt({ phase: 'containment', phases, declaredAt: '0' })).toEqual({ detection: '0', containment: '3' });
  expect(enteredAt({ phase: 'recovery', phases: phases.slice(1), declaredAt: '0' })).toEqual({
    detection: '0',
    containment: '1',
    recovery: '2',
  });
});
