import { createHash } from 'node:crypto';
import type { DocumentRow } from '@/lib/compliance/data/documents';
import type { AuditRow } from '@/lib/compliance/data/programme';
import type { KnownSafeguard } from '@/lib/compliance/data/safeguards';
import { wordsIn } from '@/lib/compliance/rules';
import { statementColumns } from '@/lib/compliance/statement';
import type { ControlRow, ExceptionView, FrameworkView, PastDecision } from '@/lib/compliance/view-types';
import { type Column, tableText } from '@/lib/core/download';
import type { Locale } from '@/lib/core/i18n/locales';

/** Everything that a package tells, as it was at one moment. */
export type PackageContent = {
  /** When promises were judged last before that moment, and whether that was too long before. */
  readonly judged: { readonly judgedAt: string | null; readonly stale: boolean };
  readonly framework: FrameworkView;
  readonly safeguards: readonly KnownSafeguard[];
  readonly decisions: readonly (PastDecision & { readonly control: string })[];
  readonly audits: readonly AuditRow[];
  readonly documents: readonly DocumentRow[];
};

export type PackageFile = { readonly path: string; readonly bytes: Buffer };

async function csv<T>(path: string, columns: readonly Column<T>[], rows: readonly T[]): Promise<PackageFile> {
  const batches = (async function* () {
    if (rows.length > 0) yield rows;
  })();
  const parts: string[] = [];
  for await (const part of tableText('csv', columns, batches)) parts.push(part);
  return { path, bytes: Buffer.from(parts.join('')) };
}

type Backed = { readonly control: string; readonly own: boolean } & ControlRow['backings'][number];
const backed = ({ rows }: FrameworkView): readonly Backed[] =>
  rows.flatMap(({ id, backings, decision }) =>
    backings.map((one) => ({ ...one, control: id, own: decision.ownBacking })),
  );

const backingColumns = (locale: Locale): readonly Column<Backed>[] => [
  { name: 'control', of: (row) => row.control },
  { name: 'safeguard', of: (row) => row.safeguard },
  { name: 'promise', of: (row) => wordsIn(row.promise, locale) },
  { name: 'coverage', of: (row) => row.coverage },
  { name: 'state', of: (row) => row.state },
  { name: 'mapped_by', of: (row) => (row.own ? 'organisation' : 'lagebild') },
];

const safeguardColumns = (locale: Locale): readonly Column<KnownSafeguard>[] => [
  { name: 'safeguard', of: (row) => row.safeguard },
  { name: 'promise', of: (row) => wordsIn(row.promise, locale) },
  { name: 'proof', of: (row) => (row.automatic ? 'automatic' : 'attestation') },
  { name: 'state', of: (row) => row.state },
  { name: 'since', of: (row) => row.since },
  { name: 'oldest_evidence', of: (row) => row.freshAt },
  { name: 'good', of: (row) => row.good },
  { name: 'total', of: (row) => row.total },
  { name: 'owner', of: (row) => row.owner },
  { name: 'exceptions', of: (row) => row.exceptions.map(({ number }) => `#${number}`) },
];

const EXCEPTION_COLUMNS: readonly Column<ExceptionView>[] = [
  { name: 'exception', of: (row) => `#${row.number}` },
  { name: 'safeguard', of: (row) => row.safeguard },
  { name: 'kind', of: (row) => row.kind },
  { name: 'reason', of: (row) => row.reason },
  { name: 'requested_by', of: (row) => row.requestedBy },
  { name: 'approved_by', of: (row) => row.approvedBy },
  { name: 'approved_at', of: (row) => row.approvedAt },
  { name: 'until', of: (row) => row.expiresAt },
];

const DECISION_COLUMNS: readonly Column<PackageContent['decisions'][number]>[] = [
  { name: 'control', of: (row) => row.control },
  { name: 'number', of: (row) => row.number },
  { name: 'at', of: (row) => row.at },
  { name: 'by', of: (row) => row.by },
  { name: 'applicable', of: (row) => row.applicable },
  { name: 'justification', of: (row) => row.justification },
  { name: 'implementation', of: (row) => row.implementation },
  { name: 'reference', of: (row) => row.reference },
  { name: 'owner', of: (row) => row.owner?.name ?? null },
  {
    name: 'safeguards',
    of: (row) => row.backing?.map(({ safeguard, coverage }) => `${safeguard} ${coverage}`) ?? null,
  },
];

const AUDIT_COLUMNS: readonly Column<AuditRow>[] = [
  { name: 'audit', of: (row) => `AU-${row.number}` },
  { name: 'kind', of: (row) => row.kind },
  { name: 'title', of: (row) => row.title },
  { name: 'auditor', of: (row) => row.auditor },
  { name: 'scope', of: (row) => row.scope },
  { name: 'frameworks', of: (row) => row.frameworks },
  { name: 'state', of: (row) => row.state },
  { name: 'due_on', of: (row) => row.dueOn },
  { name: 'held_on', of: (row) => row.heldOn },
  { name: 'result', of: (row) => row.result },
  { name: 'owner', of: (row) => row.owner.name },
];

type Found = AuditRow['findings'][number] & { readonly audit: number };
const FINDING_COLUMNS: readonly Column<Found>[] = [
  { name: 'audit', of: (row) => `AU-${row.audit}` },
  { name: 'number', of: (row) => row.number },
  { name: 'grade', of: (row) => row.grade },
  { name: 'title', of: (row) => row.title },
  { name: 'detail', of: (row) => row.detail },
  { name: 'framework', of: (row) => row.framework },
  { name: 'control', of: (row) => row.control },
  { name: 'state', of: (row) => row.state },
  { name: 'due_on', of: (row) => row.dueOn },
  { name: 'evidence', of: (row) => row.evidence },
  { name: 'owner', of: (row) => row.owner.name },
];

const DOCUMENT_COLUMNS: readonly Column<DocumentRow>[] = [
  { name: 'document', of: (row) => `DOC-${row.number}` },
  { name: 'kind', of: (row) => row.kind },
  { name: 'title', of: (row) => row.title },
  { name: 'edition', of: (row) => row.edition },
  { name: 'place', of: (row) => row.place },
  { name: 'state', of: (row) => (row.archived ? 'archived' : row.state) },
  { name: 'reviewed_on', of: (row) => row.reviewedOn },
  { name: 'reviewed_by', of: (row) => row.reviewedBy },
  { name: 'review_due_on', of: (row) => row.reviewDueOn },
  { name: 'valid_until', of: (row) => row.validUntil },
  { name: 'owner', of: (row) => row.owner.name },
];

/** The tables of a package, in the order in which an auditor reads them. */
export async function packageFiles(content: PackageContent, locale: Locale): Promise<readonly PackageFile[]> {
  const { framework, safeguards, decisions, audits, documents } = content;
  const findings = audits.flatMap(({ number, findings: own }) => own.map((one) => ({ ...one, audit: number })));
  return Promise.all([
    csv('controls.csv', statementColumns(locale), framework.rows),
    csv('mapping.csv', backingColumns(locale), backed(framework)),
    csv('safeguards.csv', safeguardColumns(locale), safeguards),
    csv(
      'exceptions.csv',
      EXCEPTION_COLUMNS,
      safeguards.flatMap(({ exceptions }) => exceptions),
    ),
    csv('decisions.csv', DECISION_COLUMNS, decisions),
    csv('audits.csv', AUDIT_COLUMNS, audits),
    csv('audit-findings.csv', FINDING_COLUMNS, findings),
    csv('documents.csv', DOCUMENT_COLUMNS, documents),
  ]);
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export type PackageAbout = {
  readonly id: string;
  readonly asOf: string;
  readonly madeAt: string;
  readonly askedBy: string;
  readonly locale: string;
};

/** What the package is, under whose terms its framework stands, and the hash of each file. */
export function manifestOf(
  about: PackageAbout,
  { framework, judged }: PackageContent,
  files: readonly PackageFile[],
): string {
  const { id, title, version, issuer, licence, source, note, imported, summary } = framework;
  const origin = imported && { file: imported.fileName, sha256: imported.sha256 };
  const manifest = {
    format: 'lagebild-evidence-package/1',
    ...about,
    framework: { id, title, version, issuer, licence, source, note, imported: origin },
    judged,
    summary,
    files: files.map(({ path, bytes }) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** As `sha256sum --check` reads it. */
export const sumsOf = (files: readonly PackageFile[]) =>
  files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('');
