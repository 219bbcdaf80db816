import { expect, test } from 'vitest';
import { importsAddress, loadImportParams } from '@/lib/imports/search-params';

const SOURCE = '0199f3a1-7c2e-7d4b-9a10-2f6f3c1d5e77';

test('an address of the list comes back as it went out', async () => {
  const params = { product: ['shop'], team: [], source: [SOURCE], format: ['trivy'], state: ['failed' as const] };
  expect(loadImportParams(new URL(importsAddress('http://localhost/imports', params)))).toEqual(params);
});

test('what is no id of a source and no state does not reach the database', () => {
  const params = loadImportParams(new URL(`http://localhost/imports?source=x,${SOURCE}&state=odd`));
  expect(params).toMatchObject({ source: [SOURCE], state: [] });
});
