import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { requirePermission } from '@/lib/access/policy';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { evidenceOf } from '@/lib/incidents/data/evidence';
import { correctEvidence } from '@/lib/incidents/mutations/correct-evidence';
import { addEvidence } from '@/lib/incidents/mutations/evidence';
import { beginEvidenceExport, openEvidenceExport } from '@/lib/incidents/mutations/export-evidence';
import { declared, entriesOf } from '@/lib/incidents/testing/incidents';

withDatabase();

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const data = new Uint8Array(2_500_000).map((_, index) => index % 251);
async function* body(bytes: Uint8Array = data) {
  for (let from = 0; from < bytes.length; from += 70_000) yield bytes.subarray(from, from + 70_000);
}
const about = { name: 'disk.img', description: 'Disk', origin: 'web-1, dd', collectedAt: later(-60) };

async function one() {
  const { productId } = await aProduct();
  const id = await aPerson('Responder', productId, 'Rita');
  const rita = person('Responder', [productId], { id, name: 'Rita' });
  const incident = await declared(ctx(rita, NOW), productId);
  return { productId, rita, incident, as: ctx(rita, NOW), number: incident.number };
}

const proven = (actor: PersonActor, id: string) => satisfiedFor(actor, 'evidence:export', id);

async function unpack(bytes: AsyncIterable<Uint8Array>, folder: string): Promise<readonly string[]> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  const zip = await fromBufferPromise(Buffer.concat(parts), { strictFileNames: true });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const path = join(folder, entry.fileName);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await zip.openReadStreamPromise(entry), { flag: 'wx' });
    names.push(entry.fileName);
  }
  return names;
}

it('gives out every file with its hash, its words and its custody; another tool finds the hashes right', async () => {
  const { rita, incident, as, number } = await one();
  const evidenceId = await addEvidence(as, { ...about, number }, body());
  await addEvidence(as, { ...about, number, name: '..' }, body(Buffer.from('dots')));
  await addEvidence(as, { ...about, number, name: 'disk.img', collectedAt: null }, body(Buffer.from('other')));
  const words = { description: 'Disk of web-2', origin: 'web-2, dd', collectedAt: null };
  await correctEvidence(as, { number, evidenceId, ...words, seen: 0, reason: 'Wrong host' });
  const id = await beginEvidenceExport(ctx(await proven(rita, incident.id), NOW), number);
  // Neither changes what was given out.
  await addEvidence(as, { ...about, number, name: 'late.txt' }, body(Buffer.from('late')));
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-unpacked-'));
  try {
    const { size, bytes } = await openEvidenceExport(ctx(rita, later(5)), number, id);
    const counted = { size: 0 };
    const counting = async function* () {
      for await (const part of bytes) {
        counted.size += part.length;
        yield part;
      }
    };
    const names = await unpack(counting(), folder);
    expect(counted.size).toBe(size);
    expect(names).toEqual(['manifest.json', 'SHA256SUMS', 'files/E-1 disk.img', 'files/E-2', 'files/E-3 disk.img']);
    const { stdout } = await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.match(/: OK$/gm)).toHaveLength(4);
    expect(await readFile(join(folder, 'files/E-1 disk.img'))).toEqual(Buffer.from(data));
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    expect(manifest).toMatchObject({
      incident: { number: `INC-${number}` },
      exported: { id, by: { name: 'Rita' } },
      files: [
        {
          ...{ evidence: 'E-1', size: data.length, description: 'Disk of web-2', takenAt: null, addedBy: 'Rita' },
          corrections: [
            { reason: 'Wrong host', before: { description: 'Disk', takenAt: about.collectedAt.toISOString() } },
          ],
          custody: [{ verb: 'added' }, { verb: 'exported', by: 'Rita' }],
        },
        { evidence: 'E-2', name: '..' },
        { evidence: 'E-3' },
      ],
    });
    const line = (await entriesOf(incident.id)).find(({ data }) => JSON.stringify(data).includes('exported'));
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(line).toMatchObject({ kind: 'evidence', data: { verb: 'exported', files: 3, sha256 } });
    const rows = await unsafeDb().auditEntry.findMany({ where: { action: 'incident.evidence' } });
    expect(rows.filter(({ text: row }) => row.includes(sha256))).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('takes the right, a proof each time and a file; of two with one proof one passes', async () => {
  const { productId, rita, incident, as, number } = await one();
  const other = await one();
  await expect(beginEvidenceExport(as, number)).rejects.toMatchObject({ details: { issue: 'no_evidence' } });
  await addEvidence(as, { ...about, number }, body(Buffer.from('log')));
  await expect(beginEvidenceExport(ctx(stranger('Responder')), number)).rejects.toMatchObject({ code: 'not_found' });
  await expect(beginEvidenceExport(other.as, number)).rejects.toMatchObject({ code: 'not_found' });
  const engineer = ctx(person('Engineer', [productId]), NOW);
  await expect(beginEvidenceExport(engineer, number)).rejects.toMatchObject({ code: 'forbidden' });
  const sure = ctx(await proven(rita, incident.id), NOW);
  const both = await Promise.allSettled([1, 2].map(() => beginEvidenceExport(sure, number)));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(beginEvidenceExport(sure, number)).rejects.toMatchObject({ code: 'step_up_required' });
  const { id } = await unsafeDb().incidentEvidenceExport.findFirstOrThrow({ where: { incidentId: incident.id } });
  const fetched = (actor: PersonActor, minutes: number) => openEvidenceExport(ctx(actor, later(minutes)), number, id);
  // The same person, who may give out evidence of another product alone by now.
  const elevation = {
    ...{ id: crypto.randomUUID(), permissions: ['evidence:export'], endsAt: later(60) },
    grants: { everywhere: false, teams: [], products: [other.productId] },
  };
  const same = { id: rita.id, name: 'Rita', elevations: [elevation] };
  const moved = person('Analyst', [productId, other.productId], same);
  await expect(fetched(moved, 1)).rejects.toMatchObject({ code: 'not_found' });
  const admin = person('Auditor', 'everywhere');
  await expect(fetched(admin, 1)).rejects.toMatchObject({ code: 'not_found' });
  await expect(fetched(rita, 16)).rejects.toMatchObject({ code: 'not_found' });
  await expect(openEvidenceExport(other.as, other.number, id)).rejects.toMatchObject({ code: 'not_found' });
});

it('stores a file before it holds the incident, and of one that breaks off nothing stays', async () => {
  const { incident, as, number } = await one();
  const before = await unsafeDb().incidentEvidenceChunk.count();
  async function* broken() {
    yield data;
    throw new Error('the line broke');
  }
  await expect(addEvidence(as, { ...about, number }, broken())).rejects.toThrow('the line broke');
  const future = { ...about, number, collectedAt: later(1) };
  await expect(addEvidence(as, future, body())).rejects.toMatchObject({ details: { issue: 'future' } });
  expect(await unsafeDb().incidentEvidenceChunk.count()).toBe(before);
  let adding: Promise<string> | undefined;
  await unsafeDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM incident WHERE id = ${incident.id}::uuid FOR UPDATE`;
    adding = addEvidence(as, { ...about, number }, body());
    const stored = () => tx.$queryRaw<unknown[]>`
      SELECT FROM pg_locks waits JOIN pg_locks has USING (pid)
      WHERE NOT waits.granted AND has.relation = 'incident_evidence_chunk'::regclass AND has.mode = 'RowExclusiveLock'`;
    await expect.poll(async () => (await stored()).length, { timeout: 5000 }).toBeGreaterThan(0);
  });
  await adding;
  const [file] = await evidenceOf(requirePermission(as, 'incident:read'), number);
  expect(file).toMatchObject({ number: 1, collectedAt: later(-60).toISOString() });
});

it('is corrected for a reason by whoever saw what holds; the old words stay', async () => {
  const { productId, incident, as, number } = await one();
  const evidenceId = await addEvidence(as, { ...about, number }, body(Buffer.from('log')));
  const words = { description: 'Log', origin: 'web-1', collectedAt: null };
  const correct = (more = {}, by = as) =>
    correctEvidence(by, { number, evidenceId, ...words, seen: 0, reason: 'Better', ...more });
  const both = await Promise.allSettled([correct(), correct({ description: 'A log' })]);
  expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
  await expect(correct({ seen: 1, collectedAt: later(1) })).rejects.toMatchObject({ details: { issue: 'future' } });
  await expect(correct({}, ctx(stranger()))).rejects.toMatchObject({ code: 'not_found' });
  await expect(correct({}, ctx(person('Auditor', [productId])))).rejects.toMatchObject({ code: 'forbidden' });
  const [file] = await evidenceOf(requirePermission(as, 'incident:read'), number);
  expect(file?.corrections).toMatchObject([{ by: 'Rita', reason: 'Better', before: { description: 'Disk' } }]);
  const lines = (await entriesOf(incident.id)).filter(({ kind }) => kind === 'evidence');
  expect(lines.at(-1)).toMatchObject({ note: 'Better', data: { verb: 'corrected', originBefore: 'web-1, dd' } });
  const gone = unsafeDb().incidentEvidenceCorrection.deleteMany({ where: { evidenceId } });
  await expect(gone).rejects.toThrow(/append-only|permission/);
});
