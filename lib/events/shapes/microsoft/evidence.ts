import { type Fields, inner, listed, said } from '@/lib/events/shapes/microsoft/fields';
import { accountOf, merged, type Places, pathOf, placesOfResource } from '@/lib/events/shapes/microsoft/places';

/** Pieces of evidence of one alert that are looked at. */
const MOST = 200;

const TYPE = /(?:^|\.)(\w{1,60})Evidence$/i;

function accountIn(evidence: Fields): string {
  const account = inner(evidence, 'userAccount');
  const [domain, name] = [said(account, 'domainName'), said(account, 'accountName')];
  return accountOf(said(account, 'userPrincipalName'), domain, name) || said(account, 'displayName');
}

function fileIn(evidence: Fields, ...names: readonly string[]): string {
  const file = names.map((name) => inner(evidence, name)).find((found) => found.size > 0);
  return file ? pathOf(said(file, 'filePath'), said(file, 'fileName')) : '';
}

function device(evidence: Fields): Places {
  return {
    host: said(evidence, 'deviceDnsName', 'hostName'),
    targetAddress: listed(evidence, 'ipInterfaces')[0] ?? said(evidence, 'lastIpAddress'),
  };
}

function pod(evidence: Fields): Places {
  const namespace = inner(evidence, 'namespace');
  return {
    pod: said(evidence, 'name'),
    namespace: said(namespace, 'name'),
    cluster: said(inner(namespace, 'cluster'), 'name'),
  };
}

/** By the type of evidence (`#microsoft.graph.security.deviceEvidence`). */
const KINDS = new Map<string, (evidence: Fields) => Places>([
  ['device', device],
  ['user', (evidence) => ({ actor: accountIn(evidence) })],
  ['ip', (evidence) => ({ sourceAddress: said(evidence, 'ipAddress') })],
  ['process', (evidence) => ({ process: said(evidence, 'processCommandLine') || fileIn(evidence, 'imageFile') })],
  ['file', (evidence) => ({ file: fileIn(evidence, 'fileDetails') })],
  ['mailbox', (evidence) => ({ actor: accountIn(evidence) || said(evidence, 'primaryAddress') })],
  ['analyzedmessage', (evidence) => ({ sourceAddress: said(evidence, 'senderIp') })],
  ['azureresource', (evidence) => placesOfResource(said(evidence, 'resourceId'))],
  ['kubernetescluster', (evidence) => ({ cluster: said(evidence, 'name') })],
  ['kubernetesnamespace', (evidence) => ({ namespace: said(evidence, 'name') })],
  ['kubernetespod', pod],
  ['container', (evidence) => ({ container: said(evidence, 'name', 'containerId') })],
  ['containerimage', (evidence) => ({ image: said(evidence, 'imageId') })],
]);

/** Who runs a process is the actor only where no evidence names one: it is often the system itself. */
function runBy(evidence: readonly Fields[]): Places {
  return { actor: evidence.map(accountIn).find((account) => account !== '') ?? '' };
}

/** Who and what the evidence of an alert names (Graph, alert_v2), of each kind the first. */
export function placesOfEvidence(evidence: readonly Fields[]): Places {
  const looked = evidence.slice(0, MOST);
  const parts = looked.map((piece) => {
    const [, kind = ''] = said(piece, '@odata.type').match(TYPE) ?? [];
    return KINDS.get(kind.toLowerCase())?.(piece) ?? {};
  });
  return merged(...parts, runBy(looked));
}
