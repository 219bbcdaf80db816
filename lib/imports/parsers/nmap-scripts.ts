import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { attribute, children } from '@/lib/imports/parsers/read-xml';
import type { XmlElement } from '@/lib/imports/parsers/types';

/** What a script of Nmap says of one vulnerability. */
export type NmapVulnerability = {
  readonly id: string;
  readonly title: string;
  readonly ids: readonly string[];
  readonly severity: Severity;
  readonly reported: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly exploits: readonly string[];
  readonly evidence: string;
  readonly script: string;
};

/**
 * The vulnerabilities in a script's structured output: those of `vulners` (by version) and those of the scripts over
 * Nmap's `vulns` library (by test). Any other script is information about the port.
 */
export function vulnerabilitiesOf(script: XmlElement): NmapVulnerability[] {
  if (attribute(script, 'id') === 'vulners') return children(script, 'table').flatMap(fromVulners);
  return children(script, 'table').flatMap((table) => fromVulns(table, script));
}

/** One table for each CPE. An exploit is evidence for the CVE that its name holds, not a vulnerability of its own. */
function fromVulners(table: XmlElement): NmapVulnerability[] {
  const entries = children(table, 'table').map((entry) => ({
    id: elem(entry, 'id'),
    score: elem(entry, 'cvss'),
    type: elem(entry, 'type'),
    exploit: elem(entry, 'is_exploit') === 'true',
  }));
  const exploits = entries.filter(({ exploit }) => exploit).map(({ type, id }) => ({ type, id }));
  return entries
    .filter(({ id, exploit }) => id !== '' && !exploit)
    .map(({ id, score, type }) => ({
      id,
      title: `${id} in ${product(attribute(table, 'key'))}`,
      ids: publicIds(id),
      severity: severityFromScore(Number(score) || 0),
      reported: score,
      description: `The version of ${attribute(table, 'key')} is known to be vulnerable; the scan did not test it.`,
      references: [`https://vulners.com/${type || 'cve'}/${id}`],
      exploits: exploits.filter((exploit) => exploit.id.includes(id)).map((exploit) => exploit.id),
      evidence: '',
      script: 'vulners',
    }));
}

/** "cpe:/a:openbsd:openssh:7.4" → "openssh". */
function product(cpe: string): string {
  return cpe.split(':')[3] || cpe;
}

function fromVulns(table: XmlElement, script: XmlElement): NmapVulnerability[] {
  const state = elem(table, 'state').toUpperCase();
  if (!state.startsWith('VULNERABLE') && !state.startsWith('LIKELY VULNERABLE')) return [];
  const key = attribute(table, 'key');
  const ids = publicIds(key, lines(table, 'ids'));
  const rated = /Risk factor:\s{0,5}(\w{1,20})/i.exec(attribute(script, 'output').slice(0, 20_000))?.[1] ?? '';
  const score = Number(/\d{1,2}\.\d/.exec(lines(table, 'scores').join(' '))?.[0] ?? '0');
  return [
    {
      // Without a CVE the script itself is the rule: its name is stable, its prose is not.
      id: ids[0] ?? `${attribute(script, 'id')}:${key}`,
      title: elem(table, 'title') || key || attribute(script, 'id'),
      ids,
      severity: severityOf(state, rated, score),
      reported: rated === '' ? state : `${state}, ${rated}`,
      description: lines(table, 'description').join('\n'),
      references: lines(table, 'refs'),
      exploits: [],
      evidence: [
        ...lines(table, 'exploit_results'),
        ...lines(table, 'check_results'),
        ...lines(table, 'extra_info'),
      ].join('\n'),
      script: attribute(script, 'id'),
    },
  ];
}

function severityOf(state: string, rated: string, score: number): Severity {
  const named = rated === '' ? null : severityFromWord(rated);
  if (named !== null) return named;
  if (score > 0) return severityFromScore(score);
  return state.startsWith('VULNERABLE') ? 3 : 2;
}

function elem(table: XmlElement, key: string): string {
  return (
    children(table, 'elem')
      .find((element) => attribute(element, 'key') === key)
      ?.text.trim() ?? ''
  );
}

/** The lines of a table within a table. */
function lines(table: XmlElement, key: string): string[] {
  const inner = children(table, 'table').find((element) => attribute(element, 'key') === key);
  return children(inner, 'elem').map(({ text }) => text.trim());
}
