import { expect, it } from 'vitest';
import { sourceLabel } from '@/lib/imports/source-name';

it('is shown with what was said of it', () => {
  const nothing = { scanner: 'trivy', target: 'shop', branch: '', image: '', environment: '', service: '' };
  expect(sourceLabel(nothing)).toBe('trivy shop');
  expect(sourceLabel({ ...nothing, image: 'shop', branch: 'main', environment: 'prod' })).toBe(
    'trivy shop (main, prod)',
  );
  expect(sourceLabel({ ...nothing, target: '', image: 'shop/api' })).toBe('trivy (shop/api)');
});
