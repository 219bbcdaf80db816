import { setImmediate as turn } from 'node:timers/promises';
import { storable } from '@/lib/core/storable';
import { type CleanCount, cleanCount, cleanText, TEXT_LIMITS } from '@/lib/imports/apply/clean';
import type { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { type ReportRow, reportRow } from '@/lib/imports/apply/row';
import type { OpenReport } from '@/lib/imports/reading/report';
import type { ImportWarning } from '@/lib/imports/types';

const BATCH = 250;
/** UTF-16 units of raw records in a batch: what keeps memory bounded where records are large. */
const BATCH_RAW = 4_000_000;
/** Bytes after which a reader tells how far it is, where it finds nothing to hand on. */
const TOLD = 1_000_000;

class Skips {
  readonly #known = new Map<string, { count: number; example: string }>();

  add(code: string, example: string): void {
    const known = this.#known.get(code);
    if (known) known.count += 1;
    else if (this.#known.size < 50) this.#known.set(code, { count: 1, example: storable(example, 200) });
  }

  warnings(clean: CleanCount): ImportWarning[] {
    const cleaned = [
      { code: 'nul_removed', count: clean.nul, example: '' },
      { code: 'surrogate_replaced', count: clean.surrogate, example: '' },
      { code: 'text_cut', count: clean.cut, example: '' },
    ];
    const skipped = [...this.#known].map(([code, { count, example }]) => ({ code, count, example }));
    return [...skipped, ...cleaned.filter(({ count }) => count > 0)];
  }
}

/** Rows in the order of the report, and how far it is read: bytes of its unpacked text, and records. */
export type ReadRows = { readonly rows: readonly ReportRow[]; readonly bytes: number; readonly records: number };

/**
 * Reads a report to its end and hands its rows on in batches, in order; what `known` holds in the same words is counted
 * there instead.
 * @param take called for each batch, and where there is nothing to tell for each megabyte
 */
export async function readRows(
  report: OpenReport,
  { target, known }: { readonly target: string; readonly known: KnownEvidence },
  take: (read: ReadRows) => Promise<void>,
): Promise<ImportWarning[]> {
  const skips = new Skips();
  const clean = cleanCount();
  let rows: ReportRow[] = [];
  let held = 0;
  let told = 0;
  let read = { bytes: 0, records: 0 };
  // Thousands of findings may share one large record: it is held once.
  let last = { raw: '', text: '' };
  const give = async (bytes: number, records: number) => {
    const batch = rows;
    rows = [];
    held = 0;
    told = bytes;
    await take({ rows: batch, bytes, records });
  };
  for await (const { items, bytes, records } of report.batches((record) => known.knows(record))) {
    read = { bytes, records };
    for (const { result, raw, record } of items) {
      if ('skipped' in result) {
        skips.add(result.skipped, result.example);
        continue;
      }
      if (raw !== last.raw) {
        last = { raw, text: cleanText(raw, TEXT_LIMITS.raw, clean) };
        held += last.text.length;
      }
      const row = reportRow(result, { raw: last.text, record }, target, clean);
      if (known.knowsWords(row.identity, row.content)) continue;
      held += result.description.length + result.fix.length;
      rows.push(row);
      if (rows.length >= BATCH || held >= BATCH_RAW) await give(bytes, records);
    }
    if (bytes - told >= TOLD) await give(bytes, records);
    // Parsed pieces follow one another without a pause: whoever waits for an answer must get its turn.
    await turn();
  }
  await give(read.bytes, read.records);
  return skips.warnings(clean);
}
