import { at, flag, isObject, type JsonObject, links, object, objects, text, texts } from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { advisoryFinding, npmId, npmRating } from '@/lib/imports/parsers/npm/advisory';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * `npm audit --json` of npm 6 and of npm 7 and newer (report version 2), `pnpm audit --json` and `yarn npm audit --json`
 * of yarn 2 and 3, which write as npm 6 did. https://docs.npmjs.com/cli/v11/commands/npm-audit
 */
export const npmAuditJson: JsonParser = {
  id: 'npm-audit',
  label: 'npm and pnpm audit (JSON)',
  syntax: 'json',
  records: ['advisories.{}', 'vulnerabilities.{}'],
  ignored: ['actions', 'muted'],

  recognise(outline) {
    if (at(outline, 'auditReportVersion') === 2) return object(outline, 'vulnerabilities') ? 1 : 0;
    return object(outline, 'advisories') && object(outline, 'metadata', 'vulnerabilities') ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'npm-audit', target: '' },
      *read({ pattern, value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        if (pattern === 'advisories.{}') yield advisoryFinding(value);
        else yield* readPackage(value);
      },
    };
  },
};

/**
 * A package in a tree of report version 2. `via` names its own advisories as objects, and as texts the packages through
 * which it is affected: those have records of their own.
 */
function* readPackage(entry: JsonObject): Generator<ParsedFinding> {
  const places = placesOf(entry);
  const path = texts(entry, 'nodes')[0];
  const fix = object(entry, 'fixAvailable');
  for (const via of objects(entry, 'via')) {
    const cvss = distinctRatings([npmRating(via)]);
    const name = text(via, 'dependency') || text(via, 'name') || text(entry, 'name');
    const title = text(via, 'title');
    const range = text(via, 'range');
    yield dependencyFinding({
      id: npmId(text(via, 'url'), text(via, 'source')),
      name,
      ecosystem: 'npm',
      severity: ratedSeverity(text(via, 'severity'), cvss),
      severityReported: text(via, 'severity'),
      title: title === '' ? '' : `${title} in ${name}`,
      cwe: cweNumbers(at(via, 'cwe')),
      cvss,
      fixAvailable: flag(entry, 'fixAvailable') ?? (fix ? true : undefined),
      description: paragraphs(range === '' ? '' : `Vulnerable versions: ${code(range)}`, places),
      fix: fix ? plain(upgradeOf(fix)) : '',
      references: links([text(via, 'url')]),
      place: { path },
    });
  }
}

function upgradeOf(fix: JsonObject): string {
  const major = flag(fix, 'isSemVerMajor') ? ' (major version)' : '';
  return `Upgrade ${text(fix, 'name')} to ${text(fix, 'version')}${major}.`;
}

function placesOf(entry: JsonObject): string {
  const nodes = texts(entry, 'nodes').map((node) => code(node));
  const effects = texts(entry, 'effects').map((effect) => code(effect));
  return paragraphs(
    nodes.length === 0 ? '' : `Found in:\n\n${bullets(nodes)}`,
    effects.length === 0 ? '' : `Used by ${effects.slice(0, 20).join(', ')}`,
  );
}
