import { beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '@/lib/core/testing/database';
import { judgeNow } from '@/lib/safeguards/mutations/evaluate';
import { begin, NOW } from '@/lib/safeguards/testing/build';
import { shown } from '@/lib/safeguards/testing/situation';
import { STEPS } from '@/lib/safeguards/testing/situations-organisation';

withDatabase();
beforeAll(begin);

describe('promises of the organisation, step by step', () => {
  it.each(STEPS)('$safeguard where $name: $expected', async ({ safeguard, build, expected, at = NOW }) => {
    await build();
    const verdict = (await judgeNow(at)).find((row) => row.safeguard === safeguard && row.productId === null)?.verdict;
    expect(verdict && shown(verdict)).toBe(expected);
    if (expected !== 'met') expect(verdict?.reasons).not.toEqual([]);
  });
});
