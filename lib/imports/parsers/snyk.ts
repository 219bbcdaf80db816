import { at, flag, isObject, type Json, type JsonObject, list, object, text } from '@/lib/core/json';
import { imageWithoutTag } from '@/lib/imports/parsers/normalise';
import { readInfrastructure } from '@/lib/imports/parsers/snyk/infrastructure';
import { readIssue, type SnykProject } from '@/lib/imports/parsers/snyk/issue';
import { type JsonParser, type JsonRecord, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/** One project; the applications of an image; several projects. */
const PROJECTS = ['', 'applications.*.', '*.', '*.applications.*.'];
const LISTS = ['vulnerabilities.*', 'filtered.ignore.*', 'filtered.patch.*', 'infrastructureAsCodeIssues.*'];
const BULK = ['remediation', 'policy', 'licensesPolicy', 'docker.binariesVulns', 'docker.baseImageRemediation'];

/**
 * Snyk's command line, `snyk test --json`, `snyk container test --json`, `snyk iac test --json`, also with
 * `--all-projects` (seen: reports of 2020 to 2023; iac by documentation). Snyk Code writes SARIF.
 * https://docs.snyk.io/developer-tools/snyk-cli/commands/test
 */
export const snykJson: JsonParser = {
  id: 'snyk',
  label: 'Snyk (JSON)',
  syntax: 'json',
  records: PROJECTS.flatMap((project) => LISTS.map((issues) => `${project}${issues}`)),
  ignored: PROJECTS.flatMap((project) => BULK.map((field) => `${project}${field}`)),

  recognise(outline) {
    const first = Array.isArray(outline) ? at(outline, 0) : outline;
    if (at(first, 'infrastructureAsCodeIssues') !== undefined) return 1;
    if (at(first, 'vulnerabilities') === undefined || flag(first, 'ok') === undefined) return 0;
    return at(first, 'packageManager') !== undefined || at(first, 'dependencyCount') !== undefined ? 1 : 0;
  },

  open(skeleton) {
    return {
      facts: factsOf(skeleton),
      *read({ pattern, keys, value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        const project = projectOf(skeleton, keys);
        if (pattern.endsWith('ignore.*')) yield { skipped: 'suppressed', example: exampleOf(value) };
        else if (pattern.endsWith('patch.*')) yield { skipped: 'resolved', example: exampleOf(value) };
        else if (pattern.endsWith('Issues.*')) yield readInfrastructure(value, project);
        else yield readIssue(value, project);
      },
    };
  },
};

function exampleOf(issue: JsonObject): string {
  return `${text(issue, 'id')} ${text(issue, 'name')}`.trim();
}

/** Several projects have no name in common; the sender names them. One that could not be tested closes nothing. */
function factsOf(skeleton: Json): ReportFacts {
  const projects = Array.isArray(skeleton) ? list(skeleton) : [skeleton];
  const [first] = projects;
  const image = projects.length === 1 ? imageOf(first) : undefined;
  return {
    scanner: scannerOf(first),
    target: image ? imageWithoutTag(image) : projects.length === 1 ? nameOf(text(first, 'projectName')) : '',
    image,
    partial: projects.some((project) => at(project, 'error') !== undefined) || undefined,
  };
}

/** Checks of infrastructure and of packages are separate runs: neither closes what the other found. */
function scannerOf(project: Json | undefined): string {
  return at(project, 'infrastructureAsCodeIssues') === undefined ? 'snyk' : 'snyk-iac';
}

function projectOf(skeleton: Json, keys: JsonRecord['keys']): SnykProject {
  const up = keys.includes('filtered') ? -3 : -2;
  const project = object(skeleton, ...keys.slice(0, up));
  const image = imageOf(Array.isArray(skeleton) ? at(skeleton, keys[0] ?? 0) : skeleton);
  return {
    path: text(project, 'displayTargetFile') || text(project, 'targetFile'),
    manager: text(project, 'packageManager'),
    image,
  };
}

function imageOf(project: Json | undefined): string | undefined {
  const name = text(project, 'projectName');
  return object(project, 'docker') && name.startsWith('docker-image|') ? nameOf(name) : undefined;
}

function nameOf(project: string): string {
  return project.replace(/^docker-image\|/, '');
}
