import { z } from 'zod';
import { AUDIT_KINDS, DOCUMENT_KINDS, FINDING_STATES, GRADES } from '@/lib/compliance/programme';
import { LINE_MAX, line, TEXT_MAX } from '@/lib/compliance/schema';

const words = line(LINE_MAX);
const title = words.pipe(z.string().min(1));
const text = line(TEXT_MAX);
/** A day that PostgreSQL and a calendar know. */
const day = z.iso.date().refine((said) => said >= '1900');
/** What the person saw when they decided. */
const seen = { id: z.uuid(), version: z.int().positive() };

const auditFacts = {
  kind: z.enum(AUDIT_KINDS),
  title,
  scope: text,
  frameworks: z.array(line(60)).max(50),
  auditor: words,
  dueOn: day,
  ownerId: z.uuid(),
};
export const planAuditSchema = z.object(auditFacts);
export type PlanAudit = z.infer<typeof planAuditSchema>;

export const changeAuditSchema = z.object({ ...seen, ...auditFacts });
export type ChangeAudit = z.infer<typeof changeAuditSchema>;

/** Held on a day, or called off (`heldOn` null): either says what came of it. */
export const settleAuditSchema = z.object({ ...seen, heldOn: day.nullable(), result: text.pipe(z.string().min(1)) });
export type SettleAudit = z.infer<typeof settleAuditSchema>;

const findingFacts = {
  grade: z.enum(GRADES),
  title,
  detail: text,
  framework: line(60),
  control: line(100),
  ownerId: z.uuid(),
  dueOn: day,
};
export const addAuditFindingSchema = z.object({ auditId: z.uuid(), ...findingFacts });
export type AddAuditFinding = z.infer<typeof addAuditFindingSchema>;

export const changeAuditFindingSchema = z.object({
  ...seen,
  ...findingFacts,
  state: z.enum(FINDING_STATES),
  evidence: text,
});
export type ChangeAuditFinding = z.infer<typeof changeAuditFindingSchema>;

const documentFacts = {
  kind: z.enum(DOCUMENT_KINDS),
  title,
  place: words,
  ownerId: z.uuid(),
  reviewMonths: z.int().min(1).max(60),
};
/** A document that nobody has looked at yet is due at once. */
export const addDocumentSchema = z.object({ ...documentFacts, edition: words, validUntil: day.nullable() });
export type AddDocument = z.infer<typeof addDocumentSchema>;

export const changeDocumentSchema = z.object({ ...seen, ...documentFacts });
export type ChangeDocument = z.infer<typeof changeDocumentSchema>;

export const reviewDocumentSchema = z.object({
  ...seen,
  reviewedOn: day,
  edition: words,
  validUntil: day.nullable(),
  note: text,
});
export type ReviewDocument = z.infer<typeof reviewDocumentSchema>;

export const archiveDocumentSchema = z.object({ ...seen, archived: z.boolean() });
export type ArchiveDocument = z.infer<typeof archiveDocumentSchema>;
