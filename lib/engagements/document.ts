import type { Entry } from '@/lib/engagements/entry';
import { engagementName } from '@/lib/engagements/rules';
import { fingerprint } from '@/lib/findings/fingerprint';
import { findingOfEntry } from '@/lib/imports/parsers/pentest';

/** What a finding is known by within its product, as the import settles it. */
export function fingerprintOf(entry: Entry): string {
  const { kind, identity } = findingOfEntry(entry);
  return fingerprint(kind, identity);
}

/** The report that the import reads (lib/imports/parsers/pentest.ts), in pieces. */
export async function* documentOf(number: number, entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`{"engagement":${JSON.stringify(engagementName(number))},"findings":[`);
  for (const [index, entry] of entries.entries()) {
    yield Buffer.from(`${index > 0 ? ',' : ''}${JSON.stringify(entry)}`);
  }
  yield Buffer.from(']}');
}
