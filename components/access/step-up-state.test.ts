import { expect, test } from 'vitest';
import { beganHere, needOf, returnAddress, withoutStepUp } from '@/components/access/step-up-state';

const ID = '11111111-1111-4111-8111-111111111111';

test('the way back keeps the address and names the form', () => {
  const back = returnAddress('/audit', '?action=a%20b', 'audit-export', ID);
  expect(back).toBe(`/audit?action=a+b&step-up=audit-export%7E${ID}`);
  const search = back.slice(back.indexOf('?'));
  expect(beganHere(search, 'audit-export')).toBe(ID);
  expect(withoutStepUp('/audit', search)).toBe('/audit?action=a+b');
});

test.each([
  ['another form of the page', `?step-up=token-create~${ID}`],
  ['no id', '?step-up=audit-export'],
  ['something that is no id', '?step-up=audit-export~1'],
  ['nothing', ''],
])('%s is not ours', (_what, search) => {
  expect(beganHere(search, 'audit-export')).toBeNull();
});

test('without other parameters the address stays clean', () => {
  expect(withoutStepUp('/audit', `?step-up=x~${ID}`)).toBe('/audit');
});

test('a refusal is read only in its full shape', () => {
  const details = { stepUpId: ID, acr: 'c1', loginHint: null, purpose: 'token:create', target: 'x' };
  expect(needOf(details)).toMatchObject({ stepUpId: ID, acr: 'c1' });
  expect(needOf({ ...details, stepUpId: 'x' })).toBeNull();
  expect(needOf({})).toBeNull();
});
