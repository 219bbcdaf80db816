import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Entry, fromBuffer } from 'yauzl';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { packagesOf } from '@/lib/compliance/data/packages';
import { decideControl } from '@/lib/compliance/mutations/decide';
import { expirePackages, makePackages, TRIES_MAX } from '@/lib/compliance/mutations/make-packages';
import { askPackage, beginFetch, fetchPackage, WAITING_MAX } from '@/lib/compliance/mutations/packages';
import { known, NOON, reads, somebody } from '@/lib/compliance/testing/compliance';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, grants, person, readOnly, roleless, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

/** The files of a ZIP by their names. */
function unzipped(data: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(data), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem) return reject(problem);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part);
          files.set(entry.fileName, Buffer.concat(parts));
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(files));
      zip.readEntry();
    });
  });
}

const ISO = { framework: 'iso-27001-2022', day: null, locale: 'de' } as const;
/** The GNU tool that auditors have; not on every system. */
const hasSums = spawnSync('sha256sum', ['--version']).status === 0;
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an evidence package', () => {
  it('holds what was known at its moment, with a manifest and hashes that fit', async () => {
    const rita = await somebody('Responder', 'Rita');
    await known('F1', 'met', new Date('2026-06-01T00:00:00Z'));
    await decideControl(ctx(rita, NOON), {
      ...{ framework: ISO.framework, control: 'A.8.13', number: 0, applicable: true, justification: 'Ours' },
      ...{
        implementation: '=HYPERLINK("http://x")',
        reference: '',
        ownerId: rita.id,
        backing: [{ safeguard: 'F1', coverage: 'full' }],
      },
    });
    const id = await askPackage(ctx(readOnly(), NOON), ISO);
    expect((await packagesOf(reads(readOnly())))[0]).toMatchObject({ id, state: 'asked', sha256: null });
    expect(await makePackages(ctx(system, NOON))).toBe(1);
    expect(await makePackages(ctx(system, NOON))).toBe(0);
    const auditor = await satisfiedFor(readOnly(), 'evidence:export', id);
    await beginFetch(ctx(auditor, NOON), id);
    const { name, data } = await fetchPackage(ctx(auditor, NOON), id);
    expect(name).toBe('evidence-iso-27001-2022-2026-11-22.zip');
    const [row] = await packagesOf(reads(readOnly()));
    expect([row?.state, row?.sha256, row?.size]).toEqual(['ready', hash(data), data.length]);
    const files = await unzipped(data);
    const text = (path: string) => files.get(path)?.toString() ?? '';
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest).toMatchObject({ id, locale: 'de', framework: { id: ISO.framework }, asOf: NOON.toISOString() });
    expect(manifest.judged).toEqual({ judgedAt: null, stale: true });
    expect(text('mapping.csv')).toContain('mapped_by');
    expect(text('decisions.csv')).toContain('F1 full');
    for (const { path, sha256 } of manifest.files) expect(hash(files.get(path) ?? Buffer.of())).toBe(sha256);
    expect(text('SHA256SUMS')).toContain(`${hash(files.get('manifest.json') ?? Buffer.of())}  manifest.json`);
    expect(text('controls.csv')).toContain('A.8.13,Sicherungen erstellen und prüfen,yes');
    expect(text('controls.csv')).toContain(`'=HYPERLINK`);
    expect(text('safeguards.csv')).toMatch(/F1,.*,met,/);
    const trail = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual([
      'evidence-package.asked',
      'evidence-package.made',
      'evidence-package.fetched',
    ]);
  });

  it.skipIf(!hasSums)('is checked by sha256sum, which notices a byte that changed', async () => {
    const id = await askPackage(ctx(readOnly(), NOON), ISO);
    await makePackages(ctx(system, NOON));
    const auditor = await satisfiedFor(readOnly(), 'evidence:export', id);
    await beginFetch(ctx(auditor, NOON), id);
    const { data } = await fetchPackage(ctx(auditor, NOON), id);
    const folder = mkdtempSync(join(tmpdir(), 'lagebild-evidence-'));
    for (const [name, bytes] of await unzipped(data)) writeFileSync(join(folder, name), bytes);
    const check = () =>
      spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(check()).toMatchObject({ status: 0, stdout: expect.stringContaining('controls.csv: OK') });
    appendFileSync(join(folder, 'controls.csv'), ' ');
    expect(check().status).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('over which every worker ends has failed, is no longer taken up, and can be asked for again', async () => {
    const id = await askPackage(ctx(readOnly(), NOON), ISO);
    const taken = (tries: number, takenAt: Date) =>
      unsafeDb().evidencePackage.update({ where: { id }, data: { tries, takenAt } });
    await taken(1, NOON);
    expect(await makePackages(ctx(system, NOON))).toBe(0);
    await taken(TRIES_MAX, addDays(NOON, -1));
    expect(await makePackages(ctx(system, NOON))).toBe(1);
    const stateOf = async (which: string) =>
      (await packagesOf(reads(readOnly()))).find((one) => one.id === which)?.state;
    expect(await stateOf(id)).toBe('failed');
    expect(await makePackages(ctx(system, addDays(NOON, 1)))).toBe(0);
    const again = await askPackage(ctx(readOnly(), NOON), ISO);
    await unsafeDb().evidencePackage.update({ where: { id: again }, data: { tries: 1, takenAt: addDays(NOON, -1) } });
    expect(await makePackages(ctx(system, NOON))).toBe(1);
    expect(await stateOf(again)).toBe('ready');
  });

  it('is out of reach of rights given for a while in one product, and not asked for without end', async () => {
    const given = (everywhere: boolean) => {
      const reach = grants(everywhere ? 'everywhere' : [randomUUID()]);
      const id = randomUUID();
      const elevations = [{ id, permissions: ['evidence:export'], endsAt: addDays(NOON, 1), grants: reach }];
      return person('Analyst', 'everywhere', { elevations });
    };
    await expect(askPackage(ctx(given(false), NOON), ISO)).rejects.toMatchObject({ code: 'forbidden' });
    const anna = given(true);
    await unsafeDb().person.create({
      data: { id: anna.id, tenantId: randomUUID(), objectId: randomUUID(), name: 'Anna', lastRoles: ['Analyst'] },
    });
    for (let asked = 0; asked < WAITING_MAX; asked += 1) await askPackage(ctx(anna, NOON), ISO);
    await expect(askPackage(ctx(anna, NOON), ISO)).rejects.toMatchObject({ details: { issue: 'too_many' } });
    await makePackages(ctx(system, NOON));
    await askPackage(ctx(anna, NOON), ISO);
    await makePackages(ctx(system, NOON));
  });

  it('is taken out by who may, with a step-up each time, and for a while only', async () => {
    for (const actor of [
      roleless(),
      person('Engineer', []),
      person('Analyst', 'everywhere'),
      person('Admin', 'everywhere'),
    ]) {
      await expect(askPackage(ctx(actor), ISO)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(askPackage(ctx(readOnly()), { ...ISO, framework: 'none' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const id = await askPackage(ctx(readOnly(), NOON), { ...ISO, day: '2026-05-01' });
    await makePackages(ctx(system, NOON));
    const auditor = await satisfiedFor(readOnly(), 'evidence:export', id);
    await expect(fetchPackage(ctx(auditor, NOON), id)).rejects.toMatchObject({ code: 'not_found' });
    await beginFetch(ctx(auditor, NOON), id);
    await expect(beginFetch(ctx(auditor, NOON), id)).rejects.toMatchObject({ code: 'step_up_required' });
    const other = await somebody('Auditor');
    await expect(fetchPackage(ctx(other, NOON), id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(fetchPackage(ctx(person('Admin', 'everywhere'), NOON), id)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const files = await unzipped((await fetchPackage(ctx(auditor, NOON), id)).data);
    expect(files.get('safeguards.csv')?.toString()).toMatch(/F1,.*,unknown,/);
    await expect(fetchPackage(ctx(auditor, new Date('2026-11-22T12:20:00Z')), id)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await expirePackages(ctx(system, addDays(NOON, 31)))).toBeGreaterThan(0);
    const row = (await packagesOf(reads(readOnly()))).find((one) => one.id === id);
    expect(row?.state).toBe('expired');
    expect(row?.sha256).not.toBeNull();
    const said = { action: 'evidence-package.expired', targetId: id };
    expect(await unsafeDb().auditEntry.count({ where: said })).toBe(1);
  });
});
