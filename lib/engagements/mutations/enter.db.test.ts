import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { engagementByNumber } from '@/lib/engagements/data/detail';
import { engagementFile } from '@/lib/engagements/data/file';
import { addFile } from '@/lib/engagements/mutations/attach';
import { correctFinding } from '@/lib/engagements/mutations/correct';
import { enterFindings } from '@/lib/engagements/mutations/enter';
import { FILES_MAX } from '@/lib/engagements/schema';
import { audited, NOON, somebody, stored } from '@/lib/engagements/testing/engagements';
import { anEntry, begun, entered, findingNamed, move, PDF, reported } from '@/lib/engagements/testing/findings';
import { runImport } from '@/lib/imports/run';
import { counts } from '@/lib/imports/testing';

withDatabase();

async function aBegunTest() {
  const { productId } = await aProduct();
  const ada = await somebody('Analyst', [productId], 'Ada');
  return { productId, ada, number: await begun(ada, productId) };
}

describe('entering findings', () => {
  it('makes ordinary findings of the product, from a source of the test, dated to its last day', async () => {
    const { productId, ada, number } = await aBegunTest();
    const row = await entered(ada, number, [anEntry('XSS in reviews', { reference: 'F-01' }), anEntry('Weak TLS')]);
    expect(counts(row)).toEqual([2, 0, 0, 0, 0]);
    expect(row).toMatchObject({ complete: false, createdByName: 'Ada', target: `PT-${number}` });
    // A test reports once: its source never counts as silent.
    expect(await unsafeDb().source.findMany({ where: { productId } })).toMatchObject([{ expectEveryHours: 0 }]);
    const finding = await findingNamed(productId, 'XSS in reviews');
    expect(finding).toMatchObject({ scanner: 'pentest', kind: 'web', severity: 3, status: 'open' });
    expect(finding.firstSeenAt.toISOString()).toBe('2026-11-20T23:59:59.999Z');
    const seen = await engagementByNumber(requirePermission({ actor: ada }, 'finding:read'), number, {
      now: NOON,
      write: null,
    });
    expect(seen.list.map(({ title }) => title).sort()).toEqual(['Weak TLS', 'XSS in reviews']);
    expect(seen.findings).toMatchObject({ total: 2, open: 2, openBySeverity: [0, 0, 0, 2, 0] });
    expect(await audited(seen.id)).toContain('engagement.findings-entered');
  });

  it('twice does not double: the form refuses, a table replaces the text, and nothing that was left out closes', async () => {
    const { productId, ada, number } = await aBegunTest();
    await entered(ada, number, [anEntry('XSS in reviews'), anEntry('Weak TLS')]);
    const again = {
      number,
      entries: [anEntry('xss IN reviews', { location: 'https://SHOP.example/xss-in-reviews' })],
      way: 'form',
    } as const;
    const { id } = await findingNamed(productId, 'XSS in reviews');
    await expect(enterFindings(ctx(ada, NOON), { ...again, replace: false })).rejects.toMatchObject({
      details: { issue: 'exists', finding: id },
    });
    const row = await entered(ada, number, [anEntry('XSS in reviews', { fix: 'Encode', severity: 'critical' })]);
    expect(counts(row)).toEqual([0, 1, 0, 0, 0]);
    expect(await findingNamed(productId, 'XSS in reviews')).toMatchObject({ severity: 4, status: 'open' });
    expect(await findingNamed(productId, 'Weak TLS')).toMatchObject({ status: 'open' });
    expect(await unsafeDb().finding.count({ where: { productId } })).toBe(2);
  });

  it('is known again in the next test, which brings back what was fixed', async () => {
    const { productId, ada, number } = await aBegunTest();
    await entered(ada, number, [anEntry('Weak TLS')]);
    const { id } = await findingNamed(productId, 'Weak TLS');
    await unsafeDb().finding.update({ where: { id }, data: { status: 'fixed', statusChangedAt: NOON } });
    const later = new Date('2027-11-22T12:00:00Z');
    const next = await begun(ada, productId, { startsOn: '2026-11-10', endsOn: '2027-11-12' });
    expect(counts(await entered(ada, next, [anEntry('Weak TLS')], later))).toEqual([0, 0, 0, 1, 0]);
    expect(await findingNamed(productId, 'Weak TLS')).toMatchObject({ id, status: 'open', regressed: true });
  });

  it('is for who may triage in the product, while the test runs or is worked on', async () => {
    const { productId, ada, number } = await aBegunTest();
    const input = { number, entries: [anEntry('XSS')], way: 'form', replace: false } as const;
    await expect(enterFindings(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(enterFindings(ctx(stranger('Analyst')), input)).rejects.toMatchObject({ code: 'not_found' });
    await move(ada, number, 'close', { note: 'Called off' });
    await expect(enterFindings(ctx(ada, NOON), input)).rejects.toMatchObject({ details: { issue: 'wrong_state' } });
    expect(await unsafeDb().import.count({ where: { productId } })).toBe(0);
  });

  it('beside a closing either comes first or is refused: nothing arrives in a closed test', async () => {
    const { productId, ada, number } = await aBegunTest();
    const input = { number, entries: [anEntry('XSS')], way: 'form', replace: false } as const;
    const [enter, close] = await Promise.allSettled([
      enterFindings(ctx(ada, NOON), input),
      move(ada, number, 'close', { note: 'Done' }),
    ]);
    const { state } = await stored(number);
    const imports = await unsafeDb().import.count({ where: { productId } });
    if (state === 'closed') expect([enter.status, imports]).toEqual(['rejected', 0]);
    else expect([enter.status, close.status, imports]).toEqual(['fulfilled', 'rejected', 1]);
  });
});

describe('correcting what was entered', () => {
  const typed = { severity: 'critical', description: 'Shown in the *second* field too.', cwe: [79, 116] } as const;

  it('changes its text and severity in the same finding, and keeps who did', async () => {
    const { productId, ada, number } = await aBegunTest();
    const before = anEntry('XSS in reviews', { references: ['https://owasp.org/xss'] });
    await entered(ada, number, [before, anEntry('Weak TLS')]);
    const { id: findingId } = await findingNamed(productId, 'XSS in reviews');
    const entry = { ...before, ...typed, cwe: [...typed.cwe] };
    const importId = await correctFinding(ctx(ada, NOON), { number, findingId, before, entry });
    await runImport(ctx(system, NOON), importId);
    expect(await findingNamed(productId, 'XSS in reviews')).toMatchObject({
      id: findingId,
      severity: 4,
      cwe: [79, 116],
    });
    expect(await findingNamed(productId, 'Weak TLS')).toMatchObject({ status: 'open' });
    expect(await audited((await stored(number)).id)).toContain('engagement.finding-corrected');
    const again = { number, findingId, before, entry: { ...entry, fix: 'Encode' } };
    await expect(correctFinding(ctx(ada, NOON), again)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses another title or place, readers, other teams, and what another test found', async () => {
    const { productId, ada, number } = await aBegunTest();
    const before = anEntry('XSS');
    await entered(ada, number, [before]);
    const { id: findingId } = await findingNamed(productId, 'XSS');
    const input = { number, findingId, before, entry: { ...before, fix: 'Encode' } };
    const renamed = { ...input, entry: { ...before, location: 'https://elsewhere.example' } };
    await expect(correctFinding(ctx(ada, NOON), renamed)).rejects.toMatchObject({
      details: { issue: 'another_finding' },
    });
    await expect(correctFinding(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(correctFinding(ctx(stranger('Analyst')), input)).rejects.toMatchObject({ code: 'not_found' });
    const other = { ...input, number: await begun(ada, productId) };
    await expect(correctFinding(ctx(ada, NOON), other)).rejects.toMatchObject({ code: 'not_found' });
    expect(await unsafeDb().import.count({ where: { productId } })).toBe(1);
  });

  it('lets one of two at once go first', async () => {
    const { productId, ada, number } = await aBegunTest();
    const before = anEntry('XSS');
    await entered(ada, number, [before]);
    const { id: findingId } = await findingNamed(productId, 'XSS');
    const correct = (fix: string) =>
      correctFinding(ctx(ada, NOON), { number, findingId, before, entry: { ...before, fix } });
    const both = await Promise.allSettled([correct('Encode'), correct('Escape')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { details: { issue: 'import_under_way' } },
    });
  });
});

describe('the report', () => {
  it('is kept as it was, for who may see evidence in the product', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const number = await reported(ada, productId);
    const { id, state } = await stored(number);
    expect(state).toBe('reported');
    const [file] = await unsafeDb().engagementFile.findMany({ where: { engagementId: id } });
    if (!file) throw new Error('no file');
    const scope = (actor = person('Engineer', [productId])) => requirePermission({ actor }, 'evidence:read');
    expect((await engagementFile(scope(), number, file.id)).data).toEqual(PDF);
    await expect(engagementFile(scope(stranger()), number, file.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await engagementFile(scope(readOnly()), number, file.id)).name).toBe('report.pdf');
    await expect(unsafeDb().engagementFile.delete({ where: { id: file.id } })).rejects.toThrow(/denied/);
  });

  it('is refused from who may only read, from another team, and where it is none', async () => {
    const { ada, number } = await aBegunTest();
    const file = { number, name: 'report.pdf', content: PDF };
    await expect(addFile(ctx(readOnly()), file)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addFile(ctx(stranger('Analyst')), file)).rejects.toMatchObject({ code: 'not_found' });
    const script = { ...file, name: 'report.html' };
    await expect(addFile(ctx(ada), script)).rejects.toMatchObject({ code: 'unsupported' });
    const empty = { ...file, content: new Uint8Array() };
    await expect(addFile(ctx(ada), empty)).rejects.toMatchObject({ details: { issue: 'empty_file' } });
  });

  it('beside a closing either comes first or is refused: a closed test gets no file', async () => {
    const { ada, number } = await aBegunTest();
    const [file] = await Promise.allSettled([
      addFile(ctx(ada, NOON), { number, name: 'report.pdf', content: PDF }),
      move(ada, number, 'close', { note: 'Called off' }),
    ]);
    const { id, state } = await stored(number);
    expect(state).toBe('closed');
    const kinds = (
      await unsafeDb().engagementEvent.findMany({ where: { engagementId: id }, orderBy: { id: 'asc' } })
    ).map(({ kind }) => kind);
    expect(kinds.slice(2)).toEqual(file.status === 'fulfilled' ? ['file_added', 'closed'] : ['closed']);
    if (file.status === 'rejected') expect(file.reason).toMatchObject({ details: { issue: 'wrong_state' } });
    expect(await unsafeDb().engagementFile.count({ where: { engagementId: id } })).toBe(kinds.length - 3);
  });

  it('has ten files at most, also when two come at once', async () => {
    const { ada, number } = await aBegunTest();
    const add = (name: string) => addFile(ctx(ada, NOON), { number, name, content: PDF });
    for (let n = 1; n < FILES_MAX; n++) await add(`part-${n}.pdf`);
    const both = await Promise.allSettled([add('last.pdf'), add('one-too-many.pdf')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { details: { issue: 'too_many_files' } },
    });
    const { id } = await stored(number);
    expect(await unsafeDb().engagementFile.count({ where: { engagementId: id } })).toBe(FILES_MAX);
  });
});
