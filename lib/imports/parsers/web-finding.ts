import { type Json, links } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { exchange, withoutCredentials } from '@/lib/imports/parsers/http-exchange';
import { clip, paragraphs } from '@/lib/imports/parsers/markdown';
import { normaliseUrl } from '@/lib/imports/parsers/normalise';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** What a web scanner says of a place of a site. Texts as reported, unless markdown is named. */
export type WebRecord = {
  readonly tool: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly severityReported: string;
  readonly url: string;
  /** Empty where the tool does not name it each time. */
  readonly method: string;
  readonly parameter: string;
  readonly scannerId?: string;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly cvss: readonly Cvss[];
  readonly epss?: number;
  /** Markdown. */
  readonly description: readonly string[];
  readonly fix: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly request: string;
  readonly response: string;
  /** The record as evidence, without its requests and responses: they are added without credentials. */
  readonly evidence: Readonly<Record<string, Json>>;
};

/** The finding of a web record: identified by tool, rule, method, URL without values, and parameter. */
export function webFinding(record: WebRecord): ParsedFinding {
  const { tool, rule, url, method, parameter } = record;
  if (rule === '' || url.trim() === '') throw new RecordError('missing_field', { field: rule === '' ? 'id' : 'url' });
  const exchanged = { request: withoutCredentials(record.request), response: withoutCredentials(record.response) };
  return {
    kind: 'web',
    title: clip(record.title, 300) || rule,
    severity: record.severity,
    severityReported: record.severityReported,
    ruleId: rule,
    scannerId: record.scannerId,
    ids: record.ids,
    cwe: record.cwe,
    cvss: record.cvss,
    epss: record.epss,
    location: {
      url,
      method: method || undefined,
      parameter: parameter || undefined,
      host: URL.parse(url)?.hostname || undefined,
    },
    description: paragraphs(...record.description, exchange(record.request, record.response)),
    fix: record.fix,
    references: links(record.references),
    tags: record.tags,
    identity: [tool, rule, method.toUpperCase(), normaliseUrl(url), parameter],
    raw: JSON.stringify({ ...record.evidence, ...exchanged }, null, 1),
  };
}
