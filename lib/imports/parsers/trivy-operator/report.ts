import { at, type Json, type JsonObject, object, text } from '@/lib/core/json';
import { stableWorkload } from '@/lib/imports/parsers/kubernetes';
import type { TrivyPlace } from '@/lib/imports/parsers/trivy/place';

/** What a report of the operator says of the thing that it looked at. */
export type OperatorReport = {
  readonly document: JsonObject | undefined;
  /** `namespace/Kind/name` as long as the workload lives: without the hash that each rollout changes. */
  readonly workload: string;
  /** The name as the report spells it, which its messages quote. */
  readonly name: string;
  readonly stableName: string;
  readonly namespace: string;
  readonly container: string;
  readonly image: string;
  /** The control of a compliance report that a check belongs to. */
  readonly control: JsonObject | undefined;
};

/** The report that a record belongs to, by the record's keys. */
export function reportAt(skeleton: Json, keys: readonly (string | number)[]): OperatorReport {
  const depth = keys.findIndex((key) => key === 'report' || key === 'status');
  const document = object(skeleton, ...keys.slice(0, depth));
  const label = (name: string) => text(document, 'metadata', 'labels', `trivy-operator.${name}`);
  const name = label('resource.name');
  const owner = stableWorkload(label('resource.kind'), name);
  const namespace = label('resource.namespace');
  return {
    document,
    workload: [namespace, owner.kind, owner.name].filter((part) => part !== '').join('/'),
    name,
    stableName: owner.name,
    namespace,
    container: label('container.name'),
    image: imageOf(document),
    control: keys.at(-2) === 'checks' && keys[depth] === 'status' ? object(skeleton, ...keys.slice(0, -2)) : undefined,
  };
}

function imageOf(document: JsonObject | undefined): string {
  const report = at(document, 'report');
  const repository = text(report, 'artifact', 'repository');
  if (repository === '') return '';
  const name = [text(report, 'registry', 'server'), repository].filter((part) => part !== '').join('/');
  const tag = text(report, 'artifact', 'tag');
  if (tag !== '') return `${name}:${tag}`;
  const digest = text(report, 'artifact', 'digest');
  return digest === '' ? name : `${name}@${digest}`;
}

/** The same place as Trivy's own parser has it. */
export function trivyPlace(report: OperatorReport, given: Partial<TrivyPlace>): TrivyPlace {
  return {
    target: report.name,
    group: '',
    type: '',
    path: '',
    image: report.image,
    workload: report.workload,
    namespace: report.namespace,
    ...given,
  };
}
