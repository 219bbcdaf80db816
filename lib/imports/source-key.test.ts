import { describe, expect, it } from 'vitest';
import { ENGAGEMENT_FORMAT } from '@/lib/imports/engagement-source';
import { type SentSource, sourceOf } from '@/lib/imports/source-key';

const PRODUCT = 'p';
const keyOf = (sent: SentSource, reported: { target?: string; branch?: string; image?: string } = {}) =>
  sourceOf(PRODUCT, sent, { scanner: 'trivy', target: '', ...reported }).key;

describe('the source of a report', () => {
  it('is the same for another tag or digest of an image', () => {
    const first = sourceOf(PRODUCT, {}, { scanner: 'trivy', target: 'shop/api', image: 'shop/api:1' });
    const next = sourceOf(PRODUCT, {}, { scanner: 'trivy', target: 'shop/api', image: 'shop/api:2' });
    expect(next.key).toEqual(first.key);
    expect([first.imageRef, next.imageRef]).toEqual(['shop/api:1', 'shop/api:2']);
  });

  it('takes the sender at his word, and names the target by the image where nobody says it', () => {
    expect(keyOf({ target: 'shop' }, { target: 'other' })).toMatchObject({ target: 'shop' });
    expect(keyOf({ image: 'shop/api:1' }, { target: '.' })).toMatchObject({ target: 'shop/api', image: 'shop/api' });
    expect(keyOf({}, { image: 'shop/api:1' })).toMatchObject({ target: 'shop/api' });
    expect(keyOf({ branch: 'dev' }, { branch: 'refs/heads/main' })).toMatchObject({ branch: 'dev' });
  });

  it('is never that of an engagement, unless a person entered the findings there', () => {
    const of = (target: string, format: string | null) =>
      sourceOf(PRODUCT, { target, format }, { scanner: 'pentest', target: '' }).key.scanner;
    expect(of('PT-17', ENGAGEMENT_FORMAT)).toBe('pentest');
    expect([of('PT-17', null), of(' PT-17 ', 'sarif')]).toEqual(['pentest (report)', 'pentest (report)']);
    expect(of('shop', null)).toBe('pentest');
  });

  it('differs by branch, image, environment and service, each on its own', () => {
    const words: SentSource[] = [
      { target: 'shop' },
      { target: 'shop', branch: 'main' },
      { target: 'shop', image: 'main' },
      { target: 'shop', environment: 'main' },
      { target: 'shop', service: 'main' },
      { target: 'main' },
    ];
    expect(new Set(words.map((sent) => JSON.stringify(keyOf(sent)))).size).toBe(words.length);
  });

  it('knows a branch by its ref too', () => {
    expect(keyOf({ branch: 'refs/heads/main' })).toEqual(keyOf({ branch: 'main' }));
    expect(keyOf({ branch: 'refs/pull/7/merge' }).branch).toBe('refs/pull/7/merge');
  });

  it('stays distinct where names are too long for the index, and never outgrows it', () => {
    const long = '界'.repeat(1_000);
    const a = keyOf({ target: `${long}a`, branch: long, image: long, environment: long, service: long });
    const b = keyOf({ target: `${long}b`, branch: long, image: long, environment: long, service: long });
    expect(a.target).not.toBe(b.target);
    const { productId: _, ...parts } = a;
    expect(Buffer.byteLength(Object.values(parts).join(''))).toBeLessThan(2_600);
  });
});
