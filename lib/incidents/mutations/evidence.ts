import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { incidentRef } from '@/lib/incidents/data/detail';
import { evidenceType } from '@/lib/incidents/file/evidence-type';
import { type AddEvidence, type Custody, EVIDENCE_BYTES_MAX, type HandOver } from '@/lib/incidents/file/schema';
import type { CustodyVerb } from '@/lib/incidents/file/types';
import { bytesOf, keepCustody } from '@/lib/incidents/mutations/custody';
import { holdIncident, requirePast, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/** Bytes of one row; the last one of a file is shorter. */
const CHUNK = 1024 * 1024;
/** What a file's kind is told by. */
const HEAD = 512;

type Landed = { readonly size: number; readonly sha256: string };

/** Writes a body to disk as it comes: no transaction waits for a slow line, no memory holds a large file. */
async function land(body: AsyncIterable<Uint8Array>, file: FileHandle): Promise<Landed> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > EVIDENCE_BYTES_MAX) throw new DomainError('too_large', { max: EVIDENCE_BYTES_MAX });
    hash.update(part);
    await file.writeFile(part);
  }
  if (size === 0) throw new DomainError('invalid', { issue: 'empty_file' });
  return { size, sha256: hash.digest('hex') };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const data = new Uint8Array(length);
  const { bytesRead } = await file.read(data, 0, length, position);
  return data.subarray(0, bytesRead);
}

type Kept = AddEvidence & Landed & { readonly id: string; readonly evidenceId: string };

/** Writes the pieces first and holds the incident only for its line: others go on working on it while a file is stored. */
async function store(tx: Tx, ctx: Ctx, scope: Scope, file: FileHandle, input: Kept): Promise<void> {
  const { id: incidentId, evidenceId, number: _, ...about } = input;
  const person = requirePerson(ctx);
  for (let index = 0; index * CHUNK < input.size; index += 1) {
    const data = await readAt(file, index * CHUNK, CHUNK);
    await tx.incidentEvidenceChunk.create({ data: { evidenceId, index, data } });
  }
  const mediaType = evidenceType(await readAt(file, 0, HEAD));
  const row = await holdIncident(tx, scope, incidentId);
  const last = await tx.incidentEvidence.aggregate({ where: { incidentId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  await tx.incidentEvidence.create({
    data: { ...about, id: evidenceId, incidentId, number, mediaType, addedAt: ctx.now, addedById: person.id },
  });
  const { name, size, sha256 } = input;
  await keepCustody(tx, ctx, evidenceId, 'added', '');
  await keepEntry(tx, ctx, row, { kind: 'evidence', data: { verb: 'added', evidence: number, name, size, sha256 } });
}

/** A file without a name: however the process ends, nothing of it is left behind. */
async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `lagebild-evidence-${crypto.randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path, { force: true });
  return file;
}

/**
 * Keeps a file that proves something, also after the incident ended. It is never changed or taken away.
 * @returns its id
 * @throws DomainError forbidden, not_found, too_large, invalid (`issue`: empty_file, future)
 */
export async function addEvidence(ctx: Ctx, input: AddEvidence, body: AsyncIterable<Uint8Array>): Promise<string> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  // Who may not add must not make us take the file.
  const { id } = await incidentRef(scope, input.number);
  requirePast(ctx, input.collectedAt);
  const evidenceId = crypto.randomUUID();
  const file = await nameless();
  try {
    const landed = await land(body, file);
    await inTransaction(ctx, (tx) => store(tx, ctx, scope, file, { ...input, ...landed, id, evidenceId }));
    return evidenceId;
  } finally {
    await file.close();
  }
}

type Found = { readonly name: string; readonly size: number; readonly sha256: string };

/** Writes who had a file in hand into its custody and into the log. */
async function record(ctx: Ctx, { number, evidenceId }: Custody, verb: CustodyVerb, note: string): Promise<Found> {
  const scope = requirePermission(ctx, 'evidence:read');
  const incidents = requirePermission(ctx, 'incident:read');
  requirePerson(ctx);
  const { id } = await incidentRef(incidents, number);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const found = await tx.incidentEvidence.findFirst({
      where: { id: evidenceId, incidentId: id },
      select: { number: true, name: true, size: true, sha256: true },
    });
    if (!found) throw new DomainError('not_found');
    await keepCustody(tx, ctx, evidenceId, verb, note);
    const data = { verb, evidence: found.number, name: found.name };
    await keepEntry(tx, ctx, row, { kind: 'evidence', note, data });
    return found;
  });
}

/** Opens a file: its custody says so before the first byte leaves. @throws DomainError forbidden, not_found */
export async function openEvidence(
  ctx: Ctx,
  which: Custody,
): Promise<Found & { readonly bytes: AsyncIterable<Uint8Array> }> {
  const found = await record(ctx, which, 'opened', '');
  return { ...found, bytes: bytesOf(which.evidenceId) };
}

/**
 * Computes the hash anew and writes down what came of it.
 * @returns whether the file is what was added
 * @throws DomainError forbidden, not_found
 */
export async function checkEvidence(ctx: Ctx, which: Custody): Promise<boolean> {
  const incidents = requirePermission(ctx, 'incident:read');
  requirePermission(ctx, 'evidence:read');
  const { id } = await incidentRef(incidents, which.number);
  const known = await unsafeDb().incidentEvidence.findFirst({
    where: { id: which.evidenceId, incidentId: id },
    select: { sha256: true },
  });
  if (!known) throw new DomainError('not_found');
  const hash = createHash('sha256');
  for await (const part of bytesOf(which.evidenceId)) hash.update(part);
  const digest = hash.digest('hex');
  const same = digest === known.sha256;
  await record(ctx, which, 'checked', same ? `SHA-256 ${digest}` : `SHA-256 ${digest} ≠ ${known.sha256}`);
  return same;
}

/** Writes down to whom a file was given outside of here. @throws DomainError forbidden, not_found */
export async function handEvidenceOver(ctx: Ctx, { note, ...which }: HandOver): Promise<void> {
  requirePermission(ctx, 'incident:write');
  await record(ctx, which, 'handed_over', note);
}
