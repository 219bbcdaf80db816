import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { unpackRecord } from '@/lib/findings/record-pack';
import { receiveReport } from '@/lib/imports/mutations/receive';
import type { JsonParser, JsonRecord, ParsedFinding } from '@/lib/imports/parsers/types';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';

/** What the tests' scanner reports: everything but `id` may be left out. */
export type ProbeFinding = Partial<ParsedFinding> & { readonly id: string };
export type ProbeReport = {
  readonly tool?: string;
  readonly target?: string;
  /** The report says itself that it is a part. */
  readonly partial?: boolean;
  readonly findings: readonly ProbeFinding[];
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isProbe(value: unknown): value is ProbeFinding {
  return isRecord(value) && typeof value.id === 'string';
}

function parsed({ id, ...given }: ProbeFinding): ParsedFinding {
  return {
    kind: 'code',
    title: `Finding ${id}`,
    severity: 3,
    severityReported: 'HIGH',
    ruleId: `rule-${id}`,
    ids: [],
    cwe: [],
    cvss: [],
    location: { path: `src/${id}.ts`, line: 1 },
    description: '',
    fix: '',
    references: [],
    tags: [],
    identity: ['probe', id],
    ...given,
  };
}

function read({ value }: JsonRecord): ParsedFinding[] {
  return isProbe(value) ? [parsed(value)] : [];
}

/** The simplest parser that can say everything: for tests of what comes after parsing. */
export const PROBE: JsonParser = {
  id: 'probe',
  label: 'Probe',
  syntax: 'json',
  records: ['findings.*'],
  recognise: (outline) => (isRecord(outline) && 'probe' in outline ? 1 : 0),
  open: (skeleton) => {
    const facts = isRecord(skeleton) && isRecord(skeleton.probe) ? skeleton.probe : {};
    return {
      facts: { scanner: String(facts.tool), target: String(facts.target), partial: facts.partial === true },
      read,
    };
  },
};

export function probeReport({ tool = 'probe', target = 'app', partial, findings }: ProbeReport): string {
  return JSON.stringify({ probe: { tool, target, partial }, findings });
}

async function* once(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}

const NO_OPTIONS: ReportOptions = {};

/** Receives a report by the front door, and leaves it in the queue. */
export function send(
  sender: Ctx,
  productId: string,
  content: string | Uint8Array,
  options: ReportOptions = NO_OPTIONS,
): Promise<string> {
  return receiveReport(sender, { productId, fileName: 'report.json', body: once(content), options: () => options });
}

export function importRow(id: string) {
  return unsafeDb().import.findUniqueOrThrow({ where: { id } });
}

/** Minutes after the tests' noon. */
export function at(minutes: number): Date {
  return new Date(Date.UTC(2026, 10, 22, 12, minutes));
}

/** Receives and works a report; `minute` is when it was scanned and arrived. */
export async function importReport(
  productId: string,
  report: ProbeReport,
  minute: number,
  options: ReportOptions = NO_OPTIONS,
) {
  const id = await send(ctx(system, at(minute)), productId, probeReport(report), options);
  await runImport(ctx(system, at(minute)), id, { parsers: [PROBE] });
  return importRow(id);
}

/** The five counts in one line, in the order new, updated, fixed, reopened, unchanged. */
export function counts(row: Awaited<ReturnType<typeof importRow>>): readonly number[] {
  return [row.newCount, row.updatedCount, row.fixedCount, row.reopenedCount, row.unchangedCount];
}

export function findingsOf(productId: string) {
  return unsafeDb().finding.findMany({
    where: { productId },
    orderBy: { ruleId: 'asc' },
    include: { detail: true, sources: { orderBy: { firstSeenAt: 'asc' } }, events: { orderBy: { id: 'asc' } } },
  });
}

/** The record that a piece of evidence points at. */
export async function recordOf(evidence: { readonly packId: number; readonly packAt: number } | undefined) {
  if (!evidence) return undefined;
  const { data } = await unsafeDb().recordPack.findUniqueOrThrow({ where: { id: evidence.packId } });
  return unpackRecord(data, evidence.packAt);
}
