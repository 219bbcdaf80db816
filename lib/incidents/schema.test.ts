import { expect, it } from 'vitest';
import { editSchema, requireIncidentNumber } from '@/lib/incidents/schema';

const edit = (techniques: readonly string[], title = 'Shell') =>
  editSchema.safeParse({
    ...{ id: '11111111-1111-4111-8111-111111111111', version: 1 },
    ...{ title, summary: '', kind: 'other', techniques, exercise: false },
  });

it('takes what alerts bring of ATT&CK: techniques, their parts, tactics', () => {
  expect(edit(['T1059', 'T1552.007', 'TA0003']).success).toBe(true);
  expect(edit(['Execution']).success).toBe(false);
  expect(edit(['T1059; DROP']).success).toBe(false);
});

it('takes no NUL and no empty title', () => {
  expect(edit([], ' She\u0000ll ').data?.title).toBe('Shell');
  expect(edit([], '\u0000 ').success).toBe(false);
});

it.each(['0', '01', '1x', '-1', '1234567890', ''])('the address %j is no incident’s', (segment) => {
  expect(() => requireIncidentNumber(segment)).toThrow('not_found');
});
