import { type TlsProtocol, tlsProtocol } from '@/lib/imports/parsers/tls-weakness';
import { type ReadResult, RecordError, type RecordReader } from '@/lib/imports/parsers/types';
import { type TlsVersion, VERSIONS } from '@/lib/tls/facts';
import type { Opinion, OpinionNote } from '@/lib/tls/opinions/types';
import { VERSION_NAMES } from '@/lib/tls/versions';

const TEXT = 500;
const WEAKNESSES = 300;
const NOTES = 60;

export function short(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, TEXT);
}

export function shortOrNull(text: string): string | null {
  return short(text) || null;
}

export function portOf(text: string): number | null {
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

/** Our names of protocols as tools spell them, each once, worst first. */
export function versionsOf(protocols: Iterable<TlsProtocol | undefined>): TlsVersion[] {
  const named = new Set<string | undefined>(protocols);
  return VERSIONS.filter((version) => named.has(VERSION_NAMES[version]));
}

export function versionsNamed(names: Iterable<string>): TlsVersion[] {
  return versionsOf([...names].map((name) => tlsProtocol(name)));
}

/** A letter as the guide has them, or nothing. */
export function letterIn(text: string): string | null {
  return /^(?:A[+-]?|[B-F]|T|M)$/.test(text.trim()) ? text.trim() : null;
}

type Said = Pick<Opinion, 'weaknesses' | 'notes'>;

/** The weaknesses that our import of the same tool finds in these records, and what it could not look at. */
export function weaknessesIn<R>(reader: RecordReader<R>, records: Iterable<R>): Said {
  const weaknesses: Opinion['weaknesses'] = [];
  const notes: OpinionNote[] = [];
  for (const record of records) {
    for (const result of resultsOf(reader, record)) {
      if (!('skipped' in result)) {
        const { ruleId, title, severity } = result;
        if (weaknesses.length < WEAKNESSES) weaknesses.push({ id: short(ruleId), title: short(title), severity });
      } else if (result.skipped === 'scanner_error' || result.skipped === 'unreachable') {
        const code = result.skipped === 'unreachable' ? 'failed' : 'not_checked';
        if (notes.length < NOTES) notes.push({ code, detail: short(result.example) });
      }
    }
  }
  return { weaknesses, notes };
}

/** A record that the import would refuse says nothing; the rest of the report still does. */
function resultsOf<R>(reader: RecordReader<R>, record: R): ReadResult[] {
  try {
    return [...reader.read(record)];
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return [{ skipped: 'scanner_error', example: error.code }];
  }
}
