import { expect, it } from 'vitest';
import { anApprover, approve, aRequester, naming, requested } from '@/lib/acceptances/testing/acceptances';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { toPdf } from '@/lib/core/document/pdf';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import { reportDocument } from '@/lib/reports/document';
import { makeReport } from '@/lib/reports/mutations/make';
import { readStored } from '@/lib/reports/testing/read';
import { reportWords } from '@/lib/reports/words';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { attest } from '@/lib/safeguards/mutations/attest';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';
import { requestException } from '@/lib/safeguards/mutations/except';
import { saveTerms } from '@/lib/safeguards/mutations/terms';

withDatabase();

const LATER = addDays(NOW, 3);
const admin = person('Admin', 'everywhere', { name: 'Ada' });

/** What both the page and the file show, in every respect. */
async function shown(number: number, now: Date) {
  const report = await readStored(readOnly(), number, now);
  const words = await reportWords('de', 'Europe/Berlin', now);
  const { pageName, ...page } = reportDocument(report, words, { withAnnex: false });
  const file = await toPdf(reportDocument(report, words, { withAnnex: true }));
  return { page, foot: pageName(1, 2), file: Buffer.from(file).toString('base64') };
}

it('a report stays as it was made, whatever becomes of what it tells of', async () => {
  const { productId, teamId } = await aProduct();
  const team = await unsafeDb().team.findUniqueOrThrow({ where: { id: teamId } });
  const requester = await aRequester(productId);
  await approve(await anApprover(productId), await requested(requester, naming(await aFinding(productId))));
  await requested(requester, naming(await aFinding(productId)));
  const terms = { safeguard: 'B1', known: 0, ownerId: requester.id, atLeast: null, days: null, reason: 'by the board' };
  await saveTerms(ctx(await satisfiedFor(admin, 'safeguard:write', 'B1'), NOW), terms);
  const exception = { safeguard: 'B1', kind: 'accepted' as const, reason: 'planned', expiresAt: addDays(NOW, 9) };
  await requestException(ctx(admin, NOW), { ...exception, teamId: null, productId });
  await evaluate(ctx(system, NOW));
  const numbers = [
    await makeReport(ctx(readOnly(), NOW), { team: null, weeks: 4, day: null }),
    await makeReport(ctx(readOnly(), NOW), { team: team.slug, weeks: 4, day: null }),
  ];
  const before = await Promise.all(numbers.map((number) => shown(number, NOW)));
  expect(JSON.stringify(before[0]?.page)).toContain('Emil');

  const catalogued = safeguardOf('B5');
  const kept = structuredClone(catalogued);
  try {
    Object.assign(catalogued ?? {}, { owner: 'Admin', promise: { en: 'x', de: 'x', it: 'x', nl: 'x' } });
    await unsafeDb().person.updateMany({ data: { name: 'Somebody else' } });
    await unsafeDb().team.update({ where: { id: teamId }, data: { name: 'Renamed', slug: 'renamed' } });
    await unsafeDb().product.update({ where: { id: productId }, data: { name: 'Renamed too' } });
    await unsafeDb().acceptance.updateMany({
      where: { state: 'approved' },
      data: { state: 'expired', endedAt: LATER },
    });
    await unsafeDb().safeguardException.deleteMany();
    const scanned = { productId, scanner: 'trivy', target: 'api', lastScanAt: LATER, lastImportAt: LATER };
    await unsafeDb().source.create({ data: scanned });
    const said = { statement: 'seen', document: 'wiki', verdict: 'missed', validUntil: addDays(LATER, 9) } as const;
    await attest(ctx(admin, LATER), { ...said, safeguard: 'B5', known: 0 });
    await evaluate(ctx(system, LATER));
    expect(await Promise.all(numbers.map((number) => shown(number, LATER)))).toEqual(before);
  } finally {
    Object.assign(catalogued ?? {}, kept);
  }
});
