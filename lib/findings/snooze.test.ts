import { describe, expect, it } from 'vitest';
import { readWakeOn } from '@/lib/findings/snooze';

describe('readWakeOn', () => {
  it('takes the conditions as they are kept', () => {
    const kept = { knownExploited: true, epss: 0.5, severity: 3, exposed: true };
    expect(readWakeOn(kept)).toEqual(kept);
    expect(readWakeOn({ epss: 0, severity: 0 })).toEqual({ epss: 0, severity: 0 });
  });

  it('leaves out what is none', () => {
    expect(readWakeOn({ knownExploited: false, epss: 1.1, severity: 2.5, exposed: 'yes', other: 1 })).toEqual({});
    for (const value of [null, undefined, 7, 'x', []]) expect(readWakeOn(value)).toEqual({});
  });
});
