import { describe, expect, it } from 'vitest';
import { FINDING_KEYS, LIST_KEYS, verbKeys } from '@/components/findings/desk/keys';
import { ALL_OFFERS } from '@/components/findings/verbs/offers';

const verbs = verbKeys({
  fits: ({ verb }) => verb === 'confirm',
  onVerb: () => undefined,
  mayUndo: false,
  mayComment: () => true,
  onComment: () => undefined,
  onUndo: () => undefined,
});

describe('keys', () => {
  it('mean one thing each, wherever findings are worked on', () => {
    const keys = [...Object.values(LIST_KEYS), ...Object.values(FINDING_KEYS)].flatMap((one) => [...one.keys]);
    const all = [...keys, ...ALL_OFFERS.map(({ key }) => key)];
    expect(all).toEqual([...new Set(all)]);
    // The inbox takes digits for its queues.
    expect(all.filter((key) => /^\d$/.test(key))).toEqual([]);
  });

  it('of verbs that do not fit do nothing', () => {
    const now = verbs.filter(({ when }) => when?.() ?? true).map(({ id }) => id);
    expect(now).toEqual(['finding.confirm', 'finding.comment']);
  });
});
