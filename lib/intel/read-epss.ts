import { StringDecoder } from 'node:string_decoder';
import { IntelError, type IntelFacts } from '@/lib/intel/types';

export type EpssRow = { readonly cve: string; readonly score: number; readonly percentile: number };

const LINE_MAX = 1_000;
const CVE = /^CVE-\d{4}-\d{4,19}$/;
const NUMBER = /^(0(\.\d+)?|1(\.0+)?|\d(\.\d+)?e-\d+)$/i;
const HEADER = 'cve,epss,percentile';
const BATCH = 5_000;

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX) throw new IntelError('wrong_content', { line: 1 });
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** `#model_version:v2025.03.14,score_date:2026-11-22T00:00:00+0000`; the zone comes without its colon. */
function factsOf(line: string): IntelFacts {
  const told = new Map(
    line
      .replace(/^\uFEFF?#/, '')
      .split(',')
      .map((pair) => {
        const at = pair.indexOf(':');
        return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
      }),
  );
  const date = told.get('score_date')?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const publishedAt = date === undefined ? null : new Date(date);
  const version = told.get('model_version');
  if (!version || !publishedAt || Number.isNaN(publishedAt.getTime()))
    throw new IntelError('wrong_content', { line: 1 });
  return { version: version.slice(0, 100), publishedAt };
}

function rowOf(line: string, number: number): EpssRow {
  const [cve = '', score = '', percentile = '', more] = line.split(',');
  if (more !== undefined || !CVE.test(cve) || !NUMBER.test(score) || !NUMBER.test(percentile)) {
    throw new IntelError('bad_row', { line: number });
  }
  return { cve, score: Number(score), percentile: Number(percentile) };
}

/**
 * Reads EPSS scores as FIRST publishes them: a comment with version and date, a header, a line a CVE. Any line that does
 * not fit refuses the whole file. Memory stays flat: rows come in batches.
 * @throws IntelError `wrong_content`, `bad_row` with the line, and what reading the bytes throws
 */
export async function readEpss(
  bytes: AsyncIterable<Buffer>,
  add: (rows: readonly EpssRow[]) => Promise<void>,
): Promise<IntelFacts> {
  let facts: IntelFacts | null = null;
  let number = 0;
  let rows: EpssRow[] = [];
  for await (const raw of linesOf(bytes)) {
    const line = raw.trimEnd();
    number += 1;
    if (number === 1) facts = factsOf(line);
    else if (number === 2) {
      if (line.toLowerCase() !== HEADER) throw new IntelError('wrong_content', { line: 2 });
    } else if (line !== '') rows.push(rowOf(line, number));
    if (rows.length === BATCH) {
      await add(rows);
      rows = [];
    }
  }
  if (!facts) throw new IntelError('empty');
  if (rows.length > 0) await add(rows);
  return facts;
}
