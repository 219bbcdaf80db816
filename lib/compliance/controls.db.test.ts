import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { frameworksAt } from '@/lib/compliance/data/catalogues';
import { controlAt, frameworkAt, frameworkLines } from '@/lib/compliance/data/controls';
import { decideControl } from '@/lib/compliance/mutations/decide';
import { archiveCatalogue, importCatalogue } from '@/lib/compliance/mutations/import';
import { bytesOf, SMALL_CATALOGUE } from '@/lib/compliance/oscal/fixtures';
import type { DecideControl } from '@/lib/compliance/schema';
import { known, NOON, reads, somebody } from '@/lib/compliance/testing/compliance';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';

withDatabase();

const ISO = 'iso-27001-2022';
const JUNE = new Date('2026-06-01T00:00:00Z');
const JULY = new Date('2026-07-01T00:00:00Z');

function wanted(control: string, more: Partial<DecideControl> = {}): DecideControl {
  return {
    framework: ISO,
    control,
    number: 0,
    applicable: true,
    justification: '',
    implementation: 'Nightly, to two sites',
    reference: 'POL-7',
    ownerId: null,
    backing: null,
    ...more,
  };
}

const FACTS = { fileName: 'house-rules.json', licence: 'CC0-1.0', source: 'https://example.com/rules' };
const edition = (version: string) => ({
  catalog: { ...SMALL_CATALOGUE.catalog, metadata: { ...SMALL_CATALOGUE.catalog.metadata, version } },
});

describe('a control', () => {
  it('is as good as the safeguards behind it were, at any date', async () => {
    await known('F1', 'met', JUNE);
    await known('F3', 'missed', JUNE, JULY);
    await known('F3', 'met', JULY);
    await known('F5', 'met', JULY);
    await known('F2', 'unknown', JUNE);
    const backups = async (at: Date) => (await controlAt(reads(readOnly()), ISO, 'A.8.13', at)).control;
    const may = await backups(new Date('2026-05-01T00:00:00Z'));
    expect([may.state, may.freshAt]).toEqual(['not_assessed', null]);
    expect((await backups(new Date('2026-06-15T00:00:00Z'))).state).toBe('not_met');
    const now = await backups(NOON);
    expect([now.state, now.freshAt]).toEqual(['met', JUNE.toISOString()]);
    expect(now.backings.map(({ safeguard, state }) => `${safeguard} ${state}`)).toEqual([
      'F1 met',
      'F3 met',
      'F5 met',
      'F2 unknown',
      'F4 unknown',
    ]);
    const lines = await frameworkLines(reads(person('Engineer', [])), NOON);
    expect(lines.map(({ id }) => id).slice(0, 3)).toEqual([ISO, 'soc2-2017', 'gdpr']);
    const iso = lines.find(({ id }) => id === ISO);
    expect(iso?.summary).toMatchObject({ applicable: 93, notApplicable: 0, oldestAt: JUNE.toISOString() });
    expect(iso?.summary.counts.met).toBe(1);
  });

  it('is excepted, never met, while an exception bears what falls short behind it', async () => {
    await known('G4', 'missed', JUNE);
    const stateAt = async (at: Date) => (await controlAt(reads(readOnly()), ISO, 'A.5.27', at)).control;
    const asked = { requestedAt: JUNE, requesterId: randomUUID(), requesterName: 'Otto', reason: 'New tape robot' };
    const until = { expiresAt: new Date('2026-12-01T00:00:00Z') };
    const given = { approved: true, decidedAt: JULY, deciderId: randomUUID(), deciderName: 'Rita' };
    const { productId } = await aProduct();
    await unsafeDb().safeguardException.createMany({
      data: [
        { safeguard: 'G4', kind: 'accepted', ...asked, ...until },
        { safeguard: 'G4', kind: 'accepted', ...asked, ...until, ...given, productId },
        { safeguard: 'G4', kind: 'accepted', ...asked, ...until, ...given, approved: false },
      ],
    });
    expect((await stateAt(NOON)).state).toBe('not_met');
    const { number } = await unsafeDb().safeguardException.create({
      data: { safeguard: 'G4', kind: 'accepted', ...asked, ...until, ...given },
    });
    const { state, backings } = await stateAt(NOON);
    expect(state).toBe('excepted');
    expect(backings.find(({ safeguard }) => safeguard === 'G4')?.exceptions).toEqual([
      {
        ...{ number, safeguard: 'G4', kind: 'accepted', reason: 'New tape robot', requestedBy: 'Otto' },
        ...{ approvedBy: 'Rita', approvedAt: JULY.toISOString(), expiresAt: '2026-12-01T00:00:00.000Z' },
      },
    ]);
    expect((await stateAt(new Date('2026-06-15T00:00:00Z'))).state).toBe('not_met');
    expect((await stateAt(new Date('2026-12-01T00:00:00Z'))).state).toBe('not_met');
    const { summary, rows } = await frameworkAt(reads(readOnly()), ISO, NOON);
    expect(summary.counts.excepted).toBe(rows.filter((row) => row.state === 'excepted').length);
    await unsafeDb().safeguardException.update({ where: { number }, data: { endedAt: NOON, endedBy: 'Rita' } });
    expect((await stateAt(NOON)).state).toBe('not_met');
  });

  it('is decided about by who may, and earlier decisions stay', async () => {
    const rita = await somebody('Responder', 'Rita');
    expect(await decideControl(ctx(rita, JUNE), wanted('A.7.4', { ownerId: rita.id }))).toBe(1);
    const out = wanted('A.7.4', { number: 1, applicable: false, justification: 'No premises of our own' });
    await decideControl(ctx(rita, JULY), out);
    const { control, history } = await controlAt(reads(readOnly()), ISO, 'A.7.4', NOON);
    expect(control.decision).toMatchObject({ number: 2, applicable: false, owner: null, by: 'Rita' });
    expect(history.map(({ number }) => number)).toEqual([2, 1]);
    const before = await controlAt(reads(readOnly()), ISO, 'A.7.4', new Date('2026-06-15T00:00:00Z'));
    expect(before.control.decision).toMatchObject({ number: 1, applicable: true, owner: { name: 'Rita' } });
    expect((await frameworkAt(reads(readOnly()), ISO, NOON)).summary.notApplicable).toBe(1);
    const rows = await unsafeDb().auditEntry.findMany({ where: { targetId: `${ISO} A.7.4` } });
    expect(rows.map(({ action }) => action)).toEqual(['control.decided', 'control.decided']);
    const [first] = await unsafeDb().controlDecision.findMany({ where: { control: 'A.7.4' }, take: 1 });
    await expect(unsafeDb().controlDecision.deleteMany({ where: { control: first?.control } })).rejects.toThrow(
      /denied/,
    );
  });

  it('may rest on safeguards of the organisation’s own choice, with a reason', async () => {
    const rita = await somebody('Responder');
    const backing = [{ safeguard: 'D5', coverage: 'full' as const }];
    await expect(decideControl(ctx(rita), wanted('A.6.1', { backing }))).rejects.toMatchObject({
      details: { issue: 'justification_required' },
    });
    const unknown = wanted('A.6.1', { backing: [{ safeguard: 'A99', coverage: 'full' }], justification: 'x' });
    await expect(decideControl(ctx(rita), unknown)).rejects.toMatchObject({ details: { issue: 'safeguard_unknown' } });
    await known('D5', 'partly', JUNE);
    await decideControl(ctx(rita), wanted('A.6.1', { backing, justification: 'Part of onboarding' }));
    const { control } = await controlAt(reads(rita), ISO, 'A.6.1', NOON);
    expect([control.state, control.decision.ownBacking]).toEqual(['partly', true]);
  });

  it('refuses readers, machines, the second of two, and what is not there', async () => {
    const rita = await somebody('Responder');
    for (const actor of [readOnly(), roleless(), person('Analyst', 'everywhere'), person('Engineer', [])]) {
      await expect(decideControl(ctx(actor), wanted('A.5.1'))).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(decideControl(ctx(system), wanted('A.5.1'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(() => reads(roleless())).toThrow('forbidden');
    await expect(decideControl(ctx(rita), wanted('A.5.99'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(decideControl(ctx(rita), wanted('A.5.1', { framework: 'oscal-999' }))).rejects.toMatchObject({
      code: 'not_found',
    });
    const both = await Promise.allSettled([
      decideControl(ctx(rita), wanted('A.5.1')),
      decideControl(ctx(rita), wanted('A.5.1')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const skipping = wanted('A.5.1', { number: 7 });
    await expect(decideControl(ctx(rita), skipping)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('is decided and reviewed for good: the database refuses to change a decision or a review', async () => {
  for (const table of ['control_decision', 'document_review'] as const) {
    for (const sql of [`UPDATE ${table} SET actor_name = 'nobody'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(asOwner(sql), sql).rejects.toThrow(/append-only/);
    }
  }
});

describe('an imported catalogue', () => {
  it('stands beside its earlier edition, keeps licence and hash, and is archived, not deleted', async () => {
    const rita = await somebody('Responder', 'Rita');
    const { id, known: before } = await importCatalogue(ctx(rita, JUNE), FACTS, bytesOf(SMALL_CATALOGUE));
    expect(before).toBe(false);
    expect(await importCatalogue(ctx(rita), FACTS, bytesOf(SMALL_CATALOGUE))).toEqual({ id, known: true });
    const next = await importCatalogue(ctx(rita), FACTS, bytesOf(edition('1.3')));
    const lines = await frameworkLines(reads(readOnly()), NOON);
    expect(lines.filter(({ title }) => title === 'House rules').map(({ version }) => version)).toEqual(['1.3', '1.2']);
    await expect(frameworkAt(reads(readOnly()), id, new Date('2026-05-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'not_found',
    });
    const { imported, rows, licence } = await frameworkAt(reads(readOnly()), id, NOON);
    expect(licence).toBe('CC0-1.0');
    expect(imported).toMatchObject({ withdrawn: 1, by: 'Rita', fileName: 'house-rules.json' });
    expect(imported?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rows.map((row) => [row.id, row.state])).toContainEqual(['gate-1', 'not_assessed']);
    const texts = (await frameworksAt(reads(readOnly()), NOON)).find((one) => one.id === id);
    expect(texts?.controls.map((one) => one.id)).toEqual(rows.map((row) => row.id));
    expect([texts?.controls.some((one) => one.text), rows.some(({ text }) => text !== '')]).toEqual([false, true]);
    const number = Number(id.slice('oscal-'.length));
    await archiveCatalogue(ctx(rita), { number, archived: true });
    await expect(archiveCatalogue(ctx(rita), { number, archived: true })).rejects.toMatchObject({ code: 'conflict' });
    const late = wanted('gate-1', { framework: id });
    await expect(decideControl(ctx(rita), late)).rejects.toMatchObject({ details: { issue: 'archived' } });
    await decideControl(ctx(rita), wanted('gate-1', { framework: next.id }));
    const archived = async (day: string) =>
      (await frameworkAt(reads(readOnly()), id, new Date(`${day}T23:59:59Z`))).imported?.archivedAt?.slice(0, 10);
    for (const [day, to] of [
      ['2027-01-01', false],
      ['2027-01-05', true],
    ] as const)
      await archiveCatalogue(ctx(rita, new Date(`${day}T12:00:00Z`)), { number, archived: to });
    expect((await frameworkAt(reads(readOnly()), id, JULY)).imported?.archivedAt).toBeNull();
    expect(await archived('2026-12-31')).toMatch(/^2026-11-/);
    expect(await archived('2027-01-03')).toBeUndefined();
    expect(await archived('2027-01-05')).toBe('2027-01-05');
    expect((await frameworkLines(reads(readOnly()), new Date('2026-05-01T00:00:00Z'))).length).toBe(7);
  });

  it('is refused from readers and where it is none', async () => {
    const bytes = bytesOf(SMALL_CATALOGUE);
    await expect(importCatalogue(ctx(readOnly()), FACTS, bytes)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(archiveCatalogue(ctx(readOnly()), { number: 1, archived: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const rita = await somebody('Responder');
    await expect(importCatalogue(ctx(rita), FACTS, bytesOf({ profile: {} }))).rejects.toMatchObject({
      details: { issue: 'oscal_other' },
    });
    await expect(archiveCatalogue(ctx(rita), { number: 9_999, archived: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
