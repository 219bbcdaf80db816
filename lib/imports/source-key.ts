import { createHash } from 'node:crypto';
import { storable } from '@/lib/core/storable';
import { BACKUP_FORMAT, BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { DRIFT_FORMAT, DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { ENGAGEMENT_FORMAT, ENGAGEMENT_SCANNER, ENGAGEMENT_TARGET } from '@/lib/imports/engagement-source';
import { branchName, imageWithoutTag } from '@/lib/imports/parsers/normalise';
import { RETIRED_FORMAT } from '@/lib/imports/retired-source';
import type { SourceName } from '@/lib/imports/source-name';
import { TLS_FORMAT, TLS_SCANNER } from '@/lib/imports/tls-source';

/** What tells sources apart: only reports of one key close each other's findings. */
export type SourceKey = SourceName & { readonly productId: string };

/** A source's key, and the image with its tag or digest as this report has it. */
export type ReportSource = { readonly key: SourceKey; readonly imageRef: string };

/** Said by whoever sends a report. */
export type SentSource = {
  readonly target?: string | null;
  readonly branch?: string | null;
  readonly image?: string | null;
  readonly environment?: string | null;
  readonly service?: string | null;
  /** The format that was asked for. */
  readonly format?: string | null;
};

/** Told by the report itself. */
export type ReportedSource = {
  readonly scanner: string;
  readonly target: string;
  readonly branch?: string;
  readonly image?: string;
};

/** Characters of each part: together, in UTF-8, they must fit into one entry of the key's index. */
const PARTS = { scanner: 60, target: 300, branch: 180, image: 180, environment: 60, service: 60 } as const;
const HASH = 24;

/** What is longer stays distinct by its hash. */
function part(name: keyof typeof PARTS, value: string): string {
  const most = PARTS[name];
  const trimmed = value.trim();
  if (trimmed.length <= most) return storable(trimmed, most);
  const hash = createHash('sha256').update(trimmed).digest('hex').slice(0, HASH);
  return `${storable(trimmed, most - HASH - 1)}…${hash}`;
}

/**
 * What testers report is closed by their retest alone, what our own scans and evaluations find by these alone: a tool's
 * report that says it is of an engagement, of our TLS scanner or of recovery objectives or of drift is none of it.
 */
function scannerOf(reported: string, target: string, { format }: SentSource): string {
  const testers = reported === ENGAGEMENT_SCANNER && ENGAGEMENT_TARGET.test(target) && format !== ENGAGEMENT_FORMAT;
  const scans = reported === TLS_SCANNER && format !== TLS_FORMAT && format !== RETIRED_FORMAT;
  const backups = reported === BACKUP_SCANNER && format !== BACKUP_FORMAT && format !== RETIRED_FORMAT;
  const drift = reported === DRIFT_SCANNER && format !== DRIFT_FORMAT && format !== RETIRED_FORMAT;
  return testers || scans || backups || drift ? `${reported} (report)` : reported;
}

/**
 * The source that a report belongs to. The sender's word goes first, then the report's; a target that nobody names is
 * the image's repository.
 */
export function sourceOf(productId: string, sent: SentSource, reported: ReportedSource): ReportSource {
  const imageRef = (sent.image ?? reported.image ?? '').trim();
  const image = imageWithoutTag(imageRef);
  const named = sent.target ?? (sent.image ? image : reported.target);
  const target = part('target', named.trim() === '' ? image : named);
  return {
    key: {
      productId,
      scanner: scannerOf(part('scanner', reported.scanner), target, sent),
      target,
      branch: part('branch', branchName(sent.branch ?? reported.branch ?? '')),
      image: part('image', image),
      environment: part('environment', sent.environment ?? ''),
      service: part('service', sent.service ?? ''),
    },
    imageRef: storable(imageRef, 500),
  };
}
