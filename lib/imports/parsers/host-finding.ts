import { links } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { aliasOf } from '@/lib/imports/parsers/host-alias';
import { bulletsOf, clip, code, codeBlock, paragraphs } from '@/lib/imports/parsers/markdown';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** What a network scanner's check says of a port of a host, or of the host as a whole. Texts as reported. */
export type HostRecord = {
  readonly tool: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly severityReported: string;
  /** The name or address that was scanned, and others that the host goes by. */
  readonly host: string;
  readonly others: readonly string[];
  readonly port: string;
  readonly protocol: string;
  readonly service?: string;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly cvss: readonly Cvss[];
  readonly epss?: number;
  readonly knownExploited?: boolean;
  readonly fixAvailable?: boolean;
  /** Markdown. */
  readonly description: readonly string[];
  readonly fix: string;
  /** What the check saw on this host. */
  readonly output: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
};

/** The finding of a host record: identified by tool, rule, host, port and protocol. */
export function hostFinding(record: HostRecord): ParsedFinding {
  const host = hostName(record.host);
  if (host === '' || record.rule === '') throw new RecordError('missing_field', { field: host === '' ? 'host' : 'id' });
  const port = portOf(record.port);
  const protocol = record.protocol.trim().toLowerCase();
  const others = [...new Set(record.others.map(hostName))].filter((name) => name !== '' && name !== host);
  return {
    kind: 'host',
    title: clip(record.title, 300) || record.rule,
    severity: record.severity,
    severityReported: record.severityReported,
    ruleId: record.rule,
    ids: record.ids,
    cwe: record.cwe,
    cvss: record.cvss,
    epss: record.epss,
    knownExploited: record.knownExploited,
    fixAvailable: record.fixAvailable,
    location: {
      host,
      alias: aliasOf(host, others),
      port,
      protocol: protocol || undefined,
      service: record.service || undefined,
    },
    description: paragraphs(
      ...record.description,
      others.length > 0 ? `Host also known as:\n\n${bulletsOf(others, code)}` : '',
      record.output.trim() === '' ? '' : codeBlock(clip(record.output.trim(), 8_000)),
    ),
    fix: record.fix,
    references: links(record.references),
    tags: record.tags,
    identity: [record.tool, record.rule, host, port === undefined ? '' : String(port), protocol],
  };
}

/** A place as `Reach` names it. */
export function placeName(host: string, port: string): string {
  const known = portOf(port);
  return known === undefined ? hostName(host) : `${hostName(host)}:${known}`;
}

/** A TCP or UDP port from a scanner's text; 0, words and numbers out of range are none. */
export function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port > 0 && port <= 65_535 ? port : undefined;
}

/** A host as part of an identity: lower case, without the dot at its end. */
export function hostName(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}
