import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** What one finding may bring along. A scanner that exceeds these is broken or hostile; the raw record keeps the whole. */
const TITLE = 500;
const WORD = 500;
const PROSE = 64_000;
const PLACE = 4_000;
const ITEMS = 200;

/** The finding with every text and list cut to what the database, the list and a browser can carry. */
export function bounded(finding: ParsedFinding): ParsedFinding {
  const { location } = finding;
  return {
    ...finding,
    title: cut(finding.title.replace(/\s+/g, ' ').trim() || finding.ruleId.trim() || finding.kind, TITLE),
    severityReported: cut(finding.severityReported, 100),
    ruleId: cut(finding.ruleId, WORD),
    scannerId: finding.scannerId && cut(finding.scannerId, WORD),
    ids: words(finding.ids),
    cwe: finding.cwe.filter((number) => number > 0 && number < 1_000_000).slice(0, ITEMS),
    cvss: finding.cvss.slice(0, ITEMS),
    fixVersion: finding.fixVersion && cut(finding.fixVersion, WORD),
    location: {
      ...location,
      path: location.path && cut(location.path, PLACE),
      url: location.url && cut(location.url, PLACE),
      symbol: location.symbol && cut(location.symbol, WORD),
      parameter: location.parameter && cut(location.parameter, WORD),
      host: location.host && cut(location.host, WORD),
      service: location.service && cut(location.service, WORD),
      purl: location.purl && cut(location.purl, PLACE),
      packageName: location.packageName && cut(location.packageName, WORD),
      packageVersion: location.packageVersion && cut(location.packageVersion, WORD),
      image: location.image && cut(location.image, PLACE),
      resource: location.resource && cut(location.resource, PLACE),
      namespace: location.namespace && cut(location.namespace, WORD),
    },
    description: cut(finding.description, PROSE),
    fix: cut(finding.fix, PROSE),
    references: finding.references.slice(0, ITEMS),
    tags: words(finding.tags),
  };
}

function words(items: readonly string[]): string[] {
  return [...new Set(items)].slice(0, ITEMS).map((item) => cut(item, WORD));
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
