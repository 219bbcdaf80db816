import { setImmediate as turn } from 'node:timers/promises';
import { Ahead } from '@/lib/imports/apply/ahead';
import { type CleanCount, cleanCount, cleanText, TEXT_LIMITS } from '@/lib/imports/apply/clean';
import type { Taker } from '@/lib/imports/apply/merge';
import { type ReportRow, reportRow } from '@/lib/imports/apply/row';
import type { OpenReport } from '@/lib/imports/reading/report';
import { storable } from '@/lib/imports/reading/storable';
import type { ImportWarning } from '@/lib/imports/types';

const BATCH = 250;
/** Batches that may be parsed before the one that is being written. */
const AHEAD = 4;
/** UTF-16 units of raw records in a batch: what keeps memory bounded where records are large. */
const BATCH_RAW = 4_000_000;

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

/**
 * Reads a report to its end and hands its rows to `taker` in batches, in order. While batches are written the next ones are
 * read, a few ahead.
 * @param tick called for each piece read with the bytes and records so far; throws to give up
 */
export async function readRows(
  report: OpenReport,
  target: string,
  taker: Taker,
  tick: (bytes: number, records: number) => Promise<void>,
): Promise<ImportWarning[]> {
  const skips = new Skips();
  const clean = cleanCount();
  const writing = new Ahead(AHEAD);
  let rows: ReportRow[] = [];
  let held = 0;
  // Thousands of findings may share one large record: it is held once.
  let last = { raw: '', text: '' };
  const write = async () => {
    const batch = rows;
    rows = [];
    held = 0;
    const prepared = taker.prepare(batch);
    // Awaited when its turn comes; until then a failure must not count as unhandled.
    prepared.catch(() => undefined);
    await writing.push(async () => {
      await prepared;
      await taker.add(batch);
    });
  };
  try {
    for await (const { items, bytes, records } of report.batches(taker.knows)) {
      for (const { result, raw, record } of items) {
        if ('skipped' in result) {
          skips.add(result.skipped, result.example);
          continue;
        }
        if (raw !== last.raw) {
          last = { raw, text: cleanText(raw, TEXT_LIMITS.raw, clean) };
          held += last.text.length;
        }
        held += result.description.length + result.fix.length;
        rows.push(reportRow(result, { raw: last.text, record }, target, clean));
        if (rows.length >= BATCH || held >= BATCH_RAW) await write();
      }
      await tick(bytes, records);
      // Parsed pieces follow one another without a pause: the database's answers must get their turn.
      await turn();
    }
    if (rows.length > 0) await write();
    await writing.done();
  } catch (error) {
    await writing.abandon();
    throw error;
  }
  return skips.warnings(clean);
}
