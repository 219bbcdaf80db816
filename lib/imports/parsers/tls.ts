import type { z } from 'zod';
import { object } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';
import { TLS_FORMAT, TLS_SCANNER } from '@/lib/imports/tls-source';
import { type TlsEntry, tlsEntrySchema, tlsPlaceSchema } from '@/lib/tls/finding-entry';

type Endpoint = z.infer<typeof tlsPlaceSchema>;

/**
 * What a TLS scan of ours found, as the report that the import reads: `{ endpoint, findings: [TlsEntry] }`. It speaks for
 * all of its endpoint: what it does not name is gone. Made here only, never sent from outside.
 */
export const tlsJson: JsonParser = {
  id: TLS_FORMAT,
  label: 'TLS scan',
  syntax: 'json',
  records: ['findings.*'],

  recognise: (outline) => (tlsPlaceSchema.safeParse(object(outline, 'endpoint')).success ? 1 : 0),

  open: (skeleton) => {
    const place = tlsPlaceSchema.parse(object(skeleton, 'endpoint'));
    return {
      facts: { scanner: TLS_SCANNER, target: place.name },
      *read({ value }) {
        const parsed = tlsEntrySchema.safeParse(value);
        if (!parsed.success) throw new RecordError('not_an_object');
        yield findingOf(place, parsed.data);
      },
    };
  },
};

/** Two endpoints of one host and port (other SNI, another address) have findings of their own. */
function findingOf({ host, port, marks }: Endpoint, entry: TlsEntry): ParsedFinding {
  const finding = hostFinding({
    tool: TLS_SCANNER,
    rule: entry.rule,
    title: entry.title,
    severity: severityFromWord(entry.severity) ?? 0,
    severityReported: entry.severity,
    host,
    others: [],
    port: String(port),
    protocol: 'tcp',
    service: marks.join(', '),
    ids: entry.ids,
    cwe: entry.cwe,
    cvss: [],
    description: [entry.description],
    fix: entry.fix,
    output: '',
    references: [],
    tags: ['tls'],
  });
  return { ...finding, identity: [...finding.identity, ...marks] };
}
