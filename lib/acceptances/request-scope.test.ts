import { expect, it } from 'vitest';
import { coveredBy, requestScope, wantedOf, worstOf } from '@/lib/acceptances/request-scope';
import { ACCEPTANCE_POLICY_DEFAULT } from '@/lib/acceptances/settings-schema';
import type { RequestPreview } from '@/lib/acceptances/types';

const PREVIEW: RequestPreview = {
  scopes: [
    { scope: 'findings', bySeverity: [0, 1, 0, 2, 0], exploited: [0, 0, 0, 1, 0] },
    { scope: 'package', bySeverity: [1, 4, 3, 2, 1], exploited: [0, 1, 0, 1, 1] },
  ],
  common: { productId: 'p', productName: 'Shop', packageName: 'openssl', ruleId: null },
  products: 1,
  leftOut: 0,
  policy: ACCEPTANCE_POLICY_DEFAULT,
};
const selection = { kind: 'some' as const, findings: [{ id: 1, version: 1 }] };

it('begins with the findings themselves, as bad as they are', () => {
  expect(wantedOf(PREVIEW)).toEqual({ scope: 'findings', ceiling: 3, exploited: true });
});

it('counts named findings whatever is chosen for the others, and the others within their limits', () => {
  expect(coveredBy(PREVIEW, { scope: 'findings', ceiling: 0, exploited: false })).toBe(3);
  expect(coveredBy(PREVIEW, { scope: 'package', ceiling: 1, exploited: true })).toBe(5);
  expect(coveredBy(PREVIEW, { scope: 'package', ceiling: 1, exploited: false })).toBe(4);
  expect(coveredBy(PREVIEW, { scope: 'rule', ceiling: 4, exploited: true })).toBe(0);
});

it('asks the policy about what is accepted, not about what happens to be there', () => {
  expect(worstOf(PREVIEW, { scope: 'package', ceiling: 1, exploited: false })).toEqual({
    ceiling: 1,
    exploited: false,
  });
  expect(worstOf(PREVIEW, { scope: 'findings', ceiling: 0, exploited: false })).toEqual({
    ceiling: 3,
    exploited: true,
  });
});

it('says the choice as a request, or nothing where the findings do not share it', () => {
  const limits = { ceiling: 2, exploited: false };
  expect(requestScope(PREVIEW, { scope: 'package', ...limits }, selection)).toEqual({
    kind: 'package',
    packageName: 'openssl',
    productId: 'p',
    ...limits,
  });
  expect(requestScope(PREVIEW, { scope: 'rule', ...limits }, selection)).toBeNull();
  expect(requestScope(PREVIEW, { scope: 'findings', ...limits }, selection)).toEqual({ kind: 'findings', selection });
});
