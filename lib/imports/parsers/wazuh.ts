import {
  at,
  firstText,
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  list,
  number,
  object,
  text,
  texts,
} from '@/lib/core/json';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Vulnerabilities of Wazuh's agents: the manager's API up to 4.7 (`GET /vulnerability/{agent}`) and the indexer's since
 * 4.8 (`wazuh-states-vulnerabilities-*`). An answer that holds less than it says closes nothing.
 * https://documentation.wazuh.com/current/user-manual/capabilities/vulnerability-detection/
 */
export const wazuhJson: JsonParser = {
  id: 'wazuh',
  label: 'Wazuh vulnerabilities (JSON)',
  syntax: 'json',
  // The hits themselves stay in the skeleton, to be counted.
  records: ['data.affected_items.*', 'hits.hits.*._source'],

  recognise(outline) {
    const hit = at(outline, 'hits', 'hits', 0);
    if (/^wazuh-states-vulnerabilities/.test(text(hit, '_index'))) return 1;
    if (object(hit, '_source', 'vulnerability') && object(hit, '_source', 'agent')) return 0.95;
    const items = at(outline, 'data', 'affected_items');
    if (!isArray(items)) return 0;
    if (text(items[0], 'cve') !== '' && at(items[0], 'detection_time') !== undefined) return 1;
    return items.length === 0 && /\bvulnerabilities\b/.test(text(outline, 'message')) ? 0.9 : 0;
  },

  open: (skeleton) => ({
    facts: { scanner: 'wazuh', target: '', partial: isPart(skeleton) || undefined },
    *read({ pattern, value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield pattern === 'data.affected_items.*' ? fromManager(value) : fromIndexer(value);
    },
  }),
};

function isPart(skeleton: Json): boolean {
  const total = number(skeleton, 'hits', 'total', 'value') ?? 0;
  return flag(skeleton, 'timed_out') === true || total > list(skeleton, 'hits', 'hits').length;
}

function fromIndexer(value: JsonObject): ReadResult {
  const found = object(value, 'vulnerability');
  const packaged = object(value, 'package');
  const system = object(value, 'host', 'os');
  const cvss = distinctRatings([
    cvssRating({ score: number(found, 'score', 'base'), version: text(found, 'score', 'version'), source: 'wazuh' }),
  ]);
  const word = text(found, 'severity');
  return atAgent(text(value, 'agent', 'name') || text(value, 'agent', 'id'), {
    id: text(found, 'id'),
    name: text(packaged, 'name'),
    version: text(packaged, 'version'),
    ecosystem: ecosystemOf(text(packaged, 'type'), text(system, 'platform')),
    severity: ratedSeverity(word === '-' ? '' : word, cvss),
    severityReported: word,
    cvss,
    place: { path: text(packaged, 'path') || undefined },
    description: paragraphs(plain(text(found, 'description')), plain(text(found, 'scanner', 'condition'))),
    references: links([...text(found, 'reference').split(/,\s*/), text(found, 'scanner', 'reference')]),
    tags: flag(found, 'under_evaluation') ? ['under-evaluation'] : [],
  });
}

function fromManager(value: JsonObject): ReadResult {
  const agent = firstText(value, 'agent_name', 'agent_id', 'agent_ip');
  if (text(value, 'status') === 'OBSOLETE') return { skipped: 'resolved', example: `${text(value, 'cve')} ${agent}` };
  const score = (field: string, version: string) => {
    const given = number(value, field) ?? 0;
    return given === 0 ? null : cvssRating({ score: given, version, source: 'wazuh' });
  };
  const cvss = distinctRatings([score('cvss3_score', '3.1'), score('cvss2_score', '2.0')]);
  const word = text(value, 'severity');
  return atAgent(agent, {
    id: text(value, 'cve'),
    name: text(value, 'name'),
    version: text(value, 'version'),
    severity: ratedSeverity(/^(?:-|untriaged)$/i.test(word) ? '' : word, cvss),
    severityReported: word,
    cvss,
    title: text(value, 'title'),
    description: paragraphs(plain(text(value, 'condition')), `Agent ${code(agent)}`),
    references: links(texts(value, 'external_references')),
  });
}

/** The same package is mended on each host by itself. */
function atAgent(agent: string, found: Parameters<typeof dependencyFinding>[0]): ReadResult {
  const finding = dependencyFinding({ ...found, place: { ...found.place, host: agent || undefined } });
  return { ...finding, identity: [...finding.identity, agent] };
}

/** Packages of a system are named by it, as other tools do. */
function ecosystemOf(type: string, platform: string): string {
  return /^(?:deb|rpm|apk)$/i.test(type) && platform !== '' ? platform : type;
}
