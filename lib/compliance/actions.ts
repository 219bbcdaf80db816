'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import { addAuditFinding, changeAuditFinding } from '@/lib/compliance/mutations/audit-findings';
import { changeAudit, planAudit, settleAudit } from '@/lib/compliance/mutations/audits';
import { decideControl } from '@/lib/compliance/mutations/decide';
import { addDocument, archiveDocument, changeDocument, reviewDocument } from '@/lib/compliance/mutations/documents';
import { archiveCatalogue } from '@/lib/compliance/mutations/import';
import { askPackage, beginFetch } from '@/lib/compliance/mutations/packages';
import { askPackageSchema, fetchPackageSchema } from '@/lib/compliance/package-schema';
import {
  addAuditFindingSchema,
  addDocumentSchema,
  archiveDocumentSchema,
  changeAuditFindingSchema,
  changeAuditSchema,
  changeDocumentSchema,
  planAuditSchema,
  reviewDocumentSchema,
  settleAuditSchema,
} from '@/lib/compliance/programme-schema';
import { archiveCatalogueSchema, decideControlSchema } from '@/lib/compliance/schema';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

export async function decideControlAction(input: z.input<typeof decideControlSchema>): Promise<Result<number>> {
  return action((ctx) => decideControl(ctx, parse(decideControlSchema, input)));
}

export async function archiveCatalogueAction(input: z.input<typeof archiveCatalogueSchema>): Promise<Result<void>> {
  return action((ctx) => archiveCatalogue(ctx, parse(archiveCatalogueSchema, input)));
}

export async function planAuditAction(input: z.input<typeof planAuditSchema>): Promise<Result<number>> {
  return action((ctx) => planAudit(ctx, parse(planAuditSchema, input)));
}

export async function changeAuditAction(input: z.input<typeof changeAuditSchema>): Promise<Result<void>> {
  return action((ctx) => changeAudit(ctx, parse(changeAuditSchema, input)));
}

export async function settleAuditAction(input: z.input<typeof settleAuditSchema>): Promise<Result<void>> {
  return action((ctx) => settleAudit(ctx, parse(settleAuditSchema, input)));
}

export async function addAuditFindingAction(input: z.input<typeof addAuditFindingSchema>): Promise<Result<number>> {
  return action((ctx) => addAuditFinding(ctx, parse(addAuditFindingSchema, input)));
}

export async function changeAuditFindingAction(input: z.input<typeof changeAuditFindingSchema>): Promise<Result<void>> {
  return action((ctx) => changeAuditFinding(ctx, parse(changeAuditFindingSchema, input)));
}

export async function addDocumentAction(input: z.input<typeof addDocumentSchema>): Promise<Result<string>> {
  return action((ctx) => addDocument(ctx, parse(addDocumentSchema, input)));
}

export async function changeDocumentAction(input: z.input<typeof changeDocumentSchema>): Promise<Result<void>> {
  return action((ctx) => changeDocument(ctx, parse(changeDocumentSchema, input)));
}

export async function reviewDocumentAction(input: z.input<typeof reviewDocumentSchema>): Promise<Result<void>> {
  return action((ctx) => reviewDocument(ctx, parse(reviewDocumentSchema, input)));
}

export async function archiveDocumentAction(input: z.input<typeof archiveDocumentSchema>): Promise<Result<void>> {
  return action((ctx) => archiveDocument(ctx, parse(archiveDocumentSchema, input)));
}

export async function askPackageAction(input: z.input<typeof askPackageSchema>): Promise<Result<string>> {
  return action((ctx) => askPackage(ctx, parse(askPackageSchema, input)));
}

export async function fetchPackageAction(input: z.input<typeof fetchPackageSchema>): Promise<Result<string>> {
  return action((ctx) => beginFetch(ctx, parse(fetchPackageSchema, input).id));
}
