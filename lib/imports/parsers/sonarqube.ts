import {
  at,
  count,
  firstText,
  flag,
  isObject,
  type Json,
  type JsonObject,
  list,
  number,
  object,
  objects,
  text,
  texts,
} from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { clip, fromHtml, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import {
  type JsonParser,
  type JsonRecord,
  type ParsedFinding,
  type ReadResult,
  RecordError,
  type ReportFacts,
} from '@/lib/imports/parsers/types';

/** SonarQube's words, older (issue) and newer (impact). They are one below most tools' words of the same name. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  BLOCKER: 4,
  CRITICAL: 3,
  HIGH: 3,
  MAJOR: 2,
  MEDIUM: 2,
  MINOR: 1,
  LOW: 1,
  INFO: 0,
};
const SETTLED = new Set(['RESOLVED', 'CLOSED', 'FIXED', 'FALSE_POSITIVE', 'ACCEPTED', 'SAFE']);

/**
 * SonarQube and SonarCloud: `GET /api/issues/search` (by its documentation), `GET /api/hotspots/search` and the JSON of
 * sonar-report (both seen). Only what concerns security is taken; one page of several closes nothing.
 * https://docs.sonarsource.com/sonarqube-server/extension-guide/web-api
 */
export const sonarqubeJson: JsonParser = {
  id: 'sonarqube',
  label: 'SonarQube (API JSON)',
  syntax: 'json',
  records: ['issues.*', 'hotspots.*'],
  ignored: ['facets.*', 'users.*', 'languages.*'],

  recognise(outline) {
    const paged = object(outline, 'paging') !== undefined && at(outline, 'components') !== undefined;
    if (at(outline, 'hotspots') !== undefined) {
      return paged && (isHotspot(at(outline, 'hotspots', 0)) || list(outline, 'hotspots').length === 0) ? 1 : 0;
    }
    if (at(outline, 'issues') === undefined) return 0;
    if (at(outline, 'sonarBaseURL') !== undefined) return 1;
    const first = object(outline, 'issues', 0);
    if (!first) return paged && at(outline, 'effortTotal') !== undefined ? 0.9 : paged ? 0.6 : 0;
    return text(first, 'rule') !== '' && text(first, 'component') !== '' && text(first, 'key') !== '' ? 1 : 0;
  },

  open(skeleton) {
    const facts = factsOf(skeleton);
    const ordinals = new Ordinals();
    const paths = pathsOf(skeleton);
    const rules = object(skeleton, 'rules');
    const named = new Map(objects(skeleton, 'rules').map((rule) => [text(rule, 'key'), rule]));
    return {
      facts,
      *read(record) {
        const rule = text(record.value, 'rule') || text(record.value, 'ruleKey');
        yield readRecord(record, paths, named.get(rule) ?? object(rules, rule), ordinals);
      },
    };
  },
};

function isHotspot(value: Json | undefined): boolean {
  return text(value, 'vulnerabilityProbability') !== '';
}

function factsOf(skeleton: Json): ReportFacts {
  const hotspots = at(skeleton, 'hotspots') !== undefined;
  const project = objects(skeleton, 'components').find((component) => text(component, 'qualifier') === 'TRK');
  const total = number(skeleton, 'paging', 'total') ?? number(skeleton, 'total') ?? 0;
  const size = number(skeleton, 'paging', 'pageSize') ?? number(skeleton, 'ps') ?? total;
  return {
    // A source of its own: a list of hotspots must not close the issues of the same project.
    scanner: hotspots ? 'sonarqube-hotspots' : 'sonarqube',
    target: text(project, 'key') || text(skeleton, 'sonarComponent') || text(skeleton, 'projectName'),
    partial: total > size || undefined,
  };
}

/** Paths by component key. */
function pathsOf(skeleton: Json): ReadonlyMap<string, string> {
  const components = objects(skeleton, 'components');
  return new Map(components.map((component) => [text(component, 'key'), text(component, 'path')]));
}

function readRecord(
  { pattern, value }: JsonRecord,
  paths: ReadonlyMap<string, string>,
  rule: JsonObject | undefined,
  ordinals: Ordinals,
): ReadResult {
  if (!isObject(value)) throw new RecordError('not_an_object');
  const ruleId = firstText(value, 'rule', 'ruleKey').trim();
  const component = text(value, 'component');
  if (ruleId === '') throw new RecordError('missing_field', { field: 'rule' });
  const path = paths.get(component) || component.slice(component.indexOf(':') + 1);
  const example = clip(`${ruleId} ${path}`, 200);
  if (isSettled(value)) return { skipped: 'resolved', example };
  if (pattern === 'issues.*' && !concernsSecurity(value)) return { skipped: 'not_security', example };
  const finding = findingOf(value, ruleId, path, rule);
  return { ...finding, identity: identityOf(value, finding, ordinals) };
}

/** A hotspot that was acknowledged is a risk that still stands. */
function isSettled(value: JsonObject): boolean {
  const { status, issueStatus, resolution } = value;
  return [status, issueStatus, resolution].some((state) => typeof state === 'string' && SETTLED.has(state));
}

/** sonar-report names no type: it reports only vulnerabilities and hotspots unless told otherwise. */
function concernsSecurity(value: JsonObject): boolean {
  const type = text(value, 'type');
  if (type === 'VULNERABILITY' || type === 'SECURITY_HOTSPOT') return true;
  const impacts = objects(value, 'impacts');
  return impacts.length > 0 ? securityImpact(value) !== undefined : type === '';
}

function securityImpact(value: JsonObject): JsonObject | undefined {
  return objects(value, 'impacts').find((impact) => text(impact, 'softwareQuality') === 'SECURITY');
}

function findingOf(value: JsonObject, ruleId: string, path: string, rule: JsonObject | undefined): ParsedFinding {
  const reported =
    text(securityImpact(value), 'severity') || text(value, 'severity') || text(value, 'vulnerabilityProbability');
  const name = text(rule, 'name').trim() || text(value, 'description').trim();
  const message = text(value, 'message').trim() || name || ruleId;
  const standards = [...texts(value, 'tags'), ...texts(rule, 'securityStandards'), ...texts(rule, 'sysTags')];
  return {
    kind: 'code',
    title: clip(message, 300),
    severity: SEVERITIES[reported.toUpperCase()] ?? 0,
    severityReported: reported,
    ruleId,
    scannerId: text(value, 'key') || undefined,
    ids: [],
    cwe: cweNumbers(standards),
    cvss: [],
    location: {
      path: path || undefined,
      line: count(value, 'textRange', 'startLine') ?? count(value, 'line'),
      endLine: count(value, 'textRange', 'endLine'),
      column: columnOf(value),
    },
    description: paragraphs(
      name === '' || name === message ? '' : `**${plain(name)}**`,
      plain(message),
      fromHtml(text(rule, 'htmlDesc')),
    ),
    fix: '',
    references: [],
    tags: tagsOf(value),
    identity: [],
  };
}

/** The hash of the line survives what moves the line; only issues have one. The key is the server's own tracking. */
function identityOf(value: JsonObject, { ruleId, location }: ParsedFinding, ordinals: Ordinals): string[] {
  const place = ['sonarqube', ruleId, normalisePath(location.path ?? '')];
  const hash = text(value, 'hash');
  const stable = [...place, hash];
  return hash === '' ? [...place, text(value, 'key')] : [...stable, ordinals.of(stable, location.line)];
}

/** Offsets count from 0. */
function columnOf(value: JsonObject): number | undefined {
  const offset = number(value, 'textRange', 'startOffset');
  return offset !== undefined && Number.isSafeInteger(offset) && offset >= 0 ? offset + 1 : undefined;
}

function tagsOf(value: JsonObject): string[] {
  const words = [
    ...texts(value, 'tags'),
    text(value, 'securityCategory'),
    isHotspot(value) ? 'hotspot' : '',
    text(value, 'resolution') === 'ACKNOWLEDGED' ? 'acknowledged' : '',
    flag(value, 'quickFixAvailable') ? 'quick-fix' : '',
    text(value, 'scope') === 'TEST' ? 'test-code' : '',
  ];
  return [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => word !== '');
}
