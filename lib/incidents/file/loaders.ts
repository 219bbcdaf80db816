import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { download, oneBatch, requireFormat, TABLE_FORMATS, tableText } from '@/lib/core/download';
import { TECHNIQUES } from '@/lib/events/attack/catalogue';
import { evidenceOf } from '@/lib/incidents/data/evidence';
import { observablesOf } from '@/lib/incidents/data/observables';
import { incidentsOfFinding } from '@/lib/incidents/data/of-finding';
import { tasksOf } from '@/lib/incidents/data/tasks';
import { findingsLike, thingsOf } from '@/lib/incidents/data/things';
import type { ObservableView } from '@/lib/incidents/file/types';
import { incidentName } from '@/lib/incidents/priority';

const viewerOf = (ctx: PersonCtx, locale: string) => ({
  now: ctx.now,
  locale,
  write: scopeOf(ctx, 'incident:write'),
});

export function readTasks(ctx: PersonCtx, number: number, locale: string) {
  return tasksOf(requirePermission(ctx, 'incident:read'), number, viewerOf(ctx, locale));
}

export async function loadTasks(number: number, locale: string) {
  return readTasks(await pageCtx(), number, locale);
}

export function readThings(ctx: PersonCtx, number: number) {
  const viewer = {
    write: scopeOf(ctx, 'incident:write'),
    findings: scopeOf(ctx, 'finding:read'),
    readEvidence: scopeOf(ctx, 'evidence:read'),
    exportEvidence: scopeOf(ctx, 'evidence:export'),
  };
  return thingsOf(requirePermission(ctx, 'incident:read'), number, viewer);
}

export async function loadThings(number: number) {
  return readThings(await pageCtx(), number);
}

/** Names, hashes and custody: whoever may read the incident; the files themselves take `evidence:read`. */
export function readEvidence(ctx: PersonCtx, number: number) {
  return evidenceOf(requirePermission(ctx, 'incident:read'), number);
}

/** What could be linked to an incident. */
export async function readFindingsLike(ctx: PersonCtx, text: string) {
  requirePermission(ctx, 'incident:write');
  const words = text.replaceAll('\u0000', '').trim().slice(0, 200);
  return words === '' ? [] : findingsLike(requirePermission(ctx, 'finding:read'), words);
}

/** The incidents that a finding has to do with, as far as the person may read them. */
export async function readIncidentsOfFinding(ctx: PersonCtx, id: number) {
  return incidentsOfFinding(requirePermission(ctx, 'finding:read'), scopeOf(ctx, 'incident:read'), id);
}

/** All techniques to choose from. */
export async function readTechniques(ctx: PersonCtx) {
  requirePermission(ctx, 'incident:read');
  return TECHNIQUES;
}

const COLUMNS = [
  { name: 'kind', of: (row: ObservableView) => row.kind },
  { name: 'value', of: (row: ObservableView) => row.value },
  { name: 'malicious', of: (row: ObservableView) => row.malicious },
  { name: 'tlp', of: (row: ObservableView) => row.tlp },
  { name: 'note', of: (row: ObservableView) => row.note },
  { name: 'added_at', of: (row: ObservableView) => row.addedAt },
  { name: 'added_by', of: (row: ObservableView) => row.addedBy },
];

/** The observables as a file: CSV that no spreadsheet runs, or JSON lines. */
export async function exportObservables(ctx: PersonCtx, number: number, wanted: string | null): Promise<Response> {
  const format = requireFormat(TABLE_FORMATS, wanted);
  const rows = await observablesOf(requirePermission(ctx, 'incident:read'), number);
  const name = `${incidentName(number).toLowerCase()}-observables`;
  return download(tableText(format, COLUMNS, oneBatch(rows)), name, format, ctx.now);
}
