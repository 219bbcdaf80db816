import type { AcceptanceRow } from '@/lib/acceptances/types';
import { CSV_BOM, csvLine } from '@/lib/core/csv';
import { severityName } from '@/lib/findings/severity';

export const REGISTER_FORMATS = ['csv', 'jsonl'] as const;
export type RegisterFormat = (typeof REGISTER_FORMATS)[number];

/** Columns of the register, in English in every language: it is read by machines and auditors alike. */
const COLUMNS = [
  ['number', (row) => row.number],
  ['product', (row) => row.product.name],
  ['state', (row) => row.state],
  ['scope', (row) => row.scope],
  ['package', (row) => row.packageName],
  ['rule', (row) => row.ruleId],
  ['most_severe', (row) => severityName(row.ceiling)],
  ['known_exploited', (row) => row.exploited],
  ['findings_accepted_now', (row) => row.held],
  ['reason', (row) => row.reason],
  ['justification', (row) => row.justification],
  ['compensating_measures', (row) => row.measures],
  ['requested_by', (row) => row.requester.name],
  ['requested_at', (row) => row.requestedAt],
  ['decided_by', (row) => row.decider?.name ?? null],
  ['decided_at', (row) => row.decidedAt],
  ['decision_note', (row) => row.decisionNote],
  ['expires_at', (row) => row.expiresAt],
  ['ended_by', (row) => row.ender?.name ?? null],
  ['ended_at', (row) => row.endedAt],
  ['end_note', (row) => row.endNote],
  ['id', (row) => row.id],
] as const satisfies readonly (readonly [string, (row: AcceptanceRow) => string | number | boolean | null])[];

const RECORD: Readonly<Record<RegisterFormat, (row: AcceptanceRow) => string>> = {
  csv: (row) => csvLine(COLUMNS.map(([, read]) => read(row))),
  jsonl: (row) => `${JSON.stringify(Object.fromEntries(COLUMNS.map(([column, read]) => [column, read(row)])))}\n`,
};

/** The register as a file, piece by piece: CSV (RFC 4180, UTF-8 with mark) or one JSON object a line (RFC 8259). */
export async function* registerFile(
  format: RegisterFormat,
  batches: AsyncIterable<readonly AcceptanceRow[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (format === 'csv') yield encoder.encode(CSV_BOM + csvLine(COLUMNS.map(([column]) => column)));
  for await (const rows of batches) yield encoder.encode(rows.map(RECORD[format]).join(''));
}
