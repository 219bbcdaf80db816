import { addressesIn } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import { severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { clip, fromHtml, textOf, titled } from '@/lib/imports/parsers/markdown';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** What Qualys' reports say of one QID on one host, whichever of them it is. */
export type QualysField =
  | 'qid'
  | 'title'
  | 'ip'
  | 'dns'
  | 'netbios'
  | 'tracking'
  | 'asset'
  | 'port'
  | 'protocol'
  | 'service'
  | 'severity'
  | 'type'
  | 'status'
  | 'ignored'
  | 'disabled'
  | 'falsePositive'
  | 'cve'
  | 'cvss2'
  | 'cvss3'
  | 'threat'
  | 'impact'
  | 'solution'
  | 'result'
  | 'exploitability'
  | 'patchable'
  | 'category';

/** The text of a field, trimmed; empty where the report has none. */
export type QualysRecord = (field: QualysField) => string;

/** Qualys' levels 1 (minimal) to 5 (urgent), which it uses for information gathered as well. */
const LEVELS: readonly Severity[] = [0, 0, 1, 2, 3, 4];

/**
 * One QID on one port of one host. Severity is Qualys' level: 5 urgent is critical, 4 critical is high, 3 serious is medium,
 * 2 medium is low, 1 minimal is informational. https://qualysguard.qualys.com/qwebhelp/fo_portal/knowledgebase/severity_levels.htm
 */
export function* readQualys(record: QualysRecord): Generator<ReadResult> {
  const example = clip(`${record('title') || record('qid')} ${record('ip')}`, 200);
  if (record('status').toLowerCase() === 'fixed' || record('falsePositive').toLowerCase() === 'approved') {
    yield { skipped: 'resolved', example };
    return;
  }
  if ([record('ignored'), record('disabled')].some((word) => /^(?:yes|true|1)$/i.test(word))) {
    yield { skipped: 'suppressed', example };
    return;
  }
  const exploitable = record('exploitability') !== '';
  yield hostFinding({
    tool: 'qualys',
    rule: record('qid'),
    title: textOf(record('title')) || `QID ${record('qid')}`,
    severity: LEVELS[Number(record('severity') || '0')] ?? severityFromWord(record('severity')) ?? 0,
    severityReported: record('severity'),
    host: qualysHost(record),
    others: [record('ip'), record('dns'), record('netbios'), record('asset')].flatMap((names) => names.split(',')),
    port: record('port'),
    protocol: record('port') === '' ? '' : record('protocol'),
    service: record('service'),
    ids: publicIds(record('cve')),
    cwe: [],
    cvss: ratingsOf(record),
    fixAvailable: /^yes$/i.test(record('patchable')) ? true : /^no$/i.test(record('patchable')) ? false : undefined,
    description: [fromHtml(record('threat')), titled('Impact', fromHtml(record('impact')))],
    fix: fromHtml(record('solution')),
    output: record('result'),
    references: addressesIn(record('solution')),
    tags: [record('category'), typeOf(record('type')), exploitable ? 'exploit' : ''].filter((tag) => tag !== ''),
  });
}

/** What Qualys tracks a host by: its name, where the subscription says so, else its address. */
export function qualysHost(record: QualysRecord): string {
  const tracking = record('tracking').toLowerCase();
  if (tracking.includes('dns') && record('dns') !== '') return record('dns');
  if (tracking.includes('netbios') && record('netbios') !== '') return record('netbios');
  const address = record('ip').split(',')[0] ?? '';
  return record('asset') || address || record('dns') || record('netbios');
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['ig', 'information-gathered'],
  ['info', 'information-gathered'],
  ['potential', 'potential'],
  ['practice', 'potential'],
  ['vuln', 'confirmed'],
  ['confirmed', 'confirmed'],
]);

function typeOf(type: string): string {
  return TYPES.get(type.toLowerCase()) ?? '';
}

/** "7.5 (AV:N/AC:L/…)" or a score alone; vectors of version 3 lack their prefix. */
function ratingsOf(record: QualysRecord): Cvss[] {
  const rating = (version: '2.0' | '3.1', text: string) => {
    const [, score, vector = ''] = /^(\d{1,2}(?:\.\d)?)(?:\s{0,3}\(([A-Za-z:/.\d]{1,200})\))?/.exec(text) ?? [];
    const prefixed = version === '3.1' && vector.startsWith('AV:') ? `CVSS:3.1/${vector}` : vector;
    return cvssRating({
      vector: prefixed,
      score: score === undefined ? undefined : Number(score),
      version,
      source: 'qualys',
    });
  };
  return distinctRatings([rating('3.1', record('cvss3')), rating('2.0', record('cvss2'))]);
}
