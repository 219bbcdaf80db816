import { at, isObject, type Json, type JsonObject, jsonOf, text } from '@/lib/core/json';
import type { Log } from '@/lib/detection/logs/types';

const POD_SPECS = [
  'requestObject.spec',
  'requestObject.spec.template.spec',
  'requestObject.spec.jobTemplate.spec.template.spec',
] as const;

/** The same place in the spec of a pod, of a template (Deployment, DaemonSet, Job) and of a CronJob's template. */
const inPod = (...places: readonly string[]) => POD_SPECS.flatMap((spec) => places.map((place) => `${spec}.${place}`));

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];
const inContainers = (place: string) => inPod(...CONTAINERS.map((kind) => `${kind}.${place}`));

const PODS = {
  privileged: inContainers('securityContext.privileged'),
  capabilities: inContainers('securityContext.capabilities.add'),
  image: inContainers('image'),
  containerCommand: [...inContainers('command'), ...inContainers('args')],
  hostPath: inPod('volumes.hostPath.path'),
  hostPID: inPod('hostPID'),
  hostIPC: inPod('hostIPC'),
  hostNetwork: inPod('hostNetwork'),
};

const AUDIT = {
  ...PODS,
  username: ['user.username'],
  impersonated: ['impersonatedUser.username'],
  groups: ['user.groups'],
  resource: ['objectRef.resource'],
  subresource: ['objectRef.subresource'],
  apiGroup: ['objectRef.apiGroup'],
  resourceName: ['objectRef.name', 'requestObject.metadata.name', 'requestObject.metadata.generateName'],
  workload: ['requestObject.metadata.ownerReferences.name', 'objectRef.name', 'requestObject.metadata.name'],
  code: ['responseStatus.code'],
  roleRef: ['requestObject.roleRef.name'],
  roleKind: ['requestObject.roleRef.kind'],
  actor: ['user.username'],
  namespace: ['objectRef.namespace'],
  sourceAddress: ['sourceIPs'],
};

const isAudit = (record: Json | undefined): record is JsonObject =>
  isObject(record) && text(record, 'verb') !== '' && isObject(record.objectRef ?? record.user);

/** AKS through diagnostic settings: the event is text in `properties.log`; in the table that resources share, in `log_s`. */
function openAks(raw: Json): Json | undefined {
  const log = text(raw, 'properties', 'log') || text(raw, 'log_s');
  const event = log === '' ? undefined : jsonOf(log);
  return isAudit(event) ? event : undefined;
}

/** Members of the event and the columns of AKS' own table; those of objects are objects, or JSON in a text. */
const COLUMNS = {
  stage: 'Stage',
  verb: 'Verb',
  requestURI: 'RequestUri',
  userAgent: 'UserAgent',
  user: 'User',
  sourceIPs: 'SourceIps',
  objectRef: 'ObjectRef',
  responseStatus: 'ResponseStatus',
  requestObject: 'RequestObject',
} as const;

function openAksTable(raw: Json): Json | undefined {
  if (text(raw, 'Verb') === '' || at(raw, 'ObjectRef') === undefined) return undefined;
  const members = Object.entries(COLUMNS).map(([member, column]) => {
    const said = at(raw, column) ?? null;
    return [member, typeof said === 'string' ? (jsonOf(said) ?? said) : said];
  });
  const event: Json = Object.fromEntries(members);
  return isAudit(event) ? event : undefined;
}

/** `core/v1/namespaces/default/pods/web-1/exec`: namespace and name, where the object is in one. */
function placeOf(resource: string): { readonly namespace: string; readonly name: string } {
  const [, , ...path] = resource.split('/');
  const inNamespace = path[0] === 'namespaces' && path.length > 2;
  return inNamespace ? { namespace: path[1] ?? '', name: path[3] ?? '' } : { namespace: '', name: path[1] ?? '' };
}

/** `io.k8s.core.v1.pods.exec.create`: what lies behind the version. */
function methodOf(name: string): { readonly resource: string; readonly subresource: string; readonly verb: string } {
  const parts = name.split('.');
  const behind = parts.slice(parts.findIndex((part) => /^v\d/.test(part)) + 1);
  return {
    resource: behind[0] ?? '',
    subresource: behind.length > 2 ? (behind[1] ?? '') : '',
    verb: behind.at(-1) ?? '',
  };
}

/** google.rpc.Code to HTTP's: 5 not found, 7 permission denied, 16 unauthenticated; a refusal may be in the response alone. */
function codeOf(payload: JsonObject): number {
  const rpc = text(payload, 'status', 'code');
  if (rpc !== '' && rpc !== '0') return { '5': 404, '7': 403, '16': 401 }[rpc] ?? 500;
  return text(payload, 'response', 'status') === 'Failure' ? 500 : 200;
}

/** GKE writes Google's audit log. In the words of Kubernetes. */
function openGke(raw: Json): Json | undefined {
  const payload = at(raw, 'protoPayload');
  const method = text(payload, 'methodName');
  if (!isObject(payload) || !method.startsWith('io.k8s.')) return undefined;
  const { verb, ...kind } = methodOf(method);
  const address = text(payload, 'requestMetadata', 'callerIP') || text(payload, 'requestMetadata', 'callerIp');
  return {
    verb,
    user: { username: text(payload, 'authenticationInfo', 'principalEmail') },
    sourceIPs: [address],
    objectRef: { ...kind, ...placeOf(text(payload, 'resourceName')) },
    responseStatus: { code: codeOf(payload) },
    requestObject: payload.request ?? null,
    requestURI: text(payload, 'requestURI'),
  };
}

/** The API server's audit log (audit.k8s.io/v1). */
export const kubernetesAudit: Log = {
  source: { product: 'kubernetes', service: 'audit' },
  encodings: [
    { id: 'api-server', open: (raw) => (isAudit(raw) ? raw : undefined), fields: AUDIT },
    { id: 'aks', open: openAks, fields: AUDIT },
    { id: 'aks-table', open: openAksTable, fields: AUDIT },
    { id: 'gke', open: openGke, fields: AUDIT },
  ],
};
