import { at, isObject, type Json, type JsonObject, list, moment, object, objects, text } from '@/lib/core/json';
import { branchName, imageWithoutTag } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { findingsOf } from '@/lib/imports/parsers/sarif/result';
import { SarifRun } from '@/lib/imports/parsers/sarif/run';
import { type JsonParser, type ReadResult, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/**
 * SARIF 2.1.0 of any tool (https://docs.oasis-open.org/sarif/sarif/v2.1.0/; numbers in this folder are its sections). A
 * result with several places is a finding at each. Suppressed results are left out and counted: somebody decided on them
 * in the code or the tool, and as open findings they would be decided on twice.
 */
export const sarif: JsonParser = {
  id: 'sarif',
  label: 'SARIF 2.1.0',
  syntax: 'json',
  records: ['runs.*.results.*'],
  ignored: ['graphs', 'threadFlowLocations', 'addresses', 'webRequests', 'webResponses'].map(
    (list) => `runs.*.${list}.*`,
  ),

  recognise(outline) {
    const runs = at(outline, 'runs');
    if (!Array.isArray(runs)) return 0;
    const named = text(outline, 'version') === '2.1.0' || /sarif/i.test(text(outline, '$schema'));
    if (runs.length === 0) return named ? 0.9 : 0;
    return named && object(outline, 'runs', 0, 'tool', 'driver') ? 1 : 0;
  },

  open(skeleton) {
    const runs = list(skeleton, 'runs').map((run) => new SarifRun(run));
    const ordinals = new Ordinals();
    return {
      facts: factsOf(skeleton),
      *read({ keys, value }) {
        const run = typeof keys[1] === 'number' ? runs[keys[1]] : undefined;
        if (!run || !isObject(value)) throw new RecordError('not_an_object');
        yield* readResult(run, value, ordinals);
      },
    };
  },
};

function* readResult(run: SarifRun, result: JsonObject, ordinals: Ordinals): Iterable<ReadResult> {
  const skipped = leftOut(result);
  if (skipped) {
    const rule = text(result, 'ruleId') || text(result, 'rule', 'id');
    const where = text(result, 'locations', 0, 'physicalLocation', 'artifactLocation', 'uri');
    yield { skipped, example: `${rule} ${where}`.trim() };
    return;
  }
  yield* findingsOf(run, result, ordinals);
}

function leftOut(result: JsonObject): 'passed' | 'suppressed' | 'resolved' | undefined {
  const kind = text(result, 'kind');
  if (kind === 'pass' || kind === 'notApplicable') return 'passed';
  if (text(result, 'baselineState') === 'absent') return 'resolved';
  // 3.27.23: not suppressed while one of the suppressions is under review or rejected.
  const suppressions = objects(result, 'suppressions');
  const open = suppressions.some((suppression) => /^(?:underReview|rejected)$/.test(text(suppression, 'state')));
  return suppressions.length > 0 && !open ? 'suppressed' : undefined;
}

function factsOf(skeleton: Json): ReportFacts {
  const run = object(skeleton, 'runs', 0);
  const driver = object(run, 'tool', 'driver');
  // Trivy's own property.
  const image = text(run, 'properties', 'imageName');
  const branches = new Set(
    objects(skeleton, 'runs').map((each) => branchName(text(each, 'versionControlProvenance', 0, 'branch'))),
  );
  return {
    scanner: text(driver, 'name').trim().toLowerCase() || 'sarif',
    target: text(run, 'versionControlProvenance', 0, 'repositoryUri') || imageWithoutTag(image),
    image: image || undefined,
    branch: branches.size === 1 ? [...branches].join() || undefined : undefined,
    scanAt: moment(run, 'invocations', 0, 'endTimeUtc') ?? moment(run, 'invocations', 0, 'startTimeUtc'),
    toolVersion: text(driver, 'semanticVersion') || text(driver, 'version') || undefined,
  };
}
