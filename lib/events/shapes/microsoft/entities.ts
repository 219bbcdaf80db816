import { type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';
import { accountOf, merged, type Places, pathOf, placesOfResource } from '@/lib/events/shapes/microsoft/places';

/** Entities of one alert that are looked at. */
const MOST = 200;

function account(entity: Fields): Places {
  const name = said(entity, 'accountName', 'name');
  const suffix = said(entity, 'upnSuffix');
  const signInName = name !== '' && suffix !== '' ? `${name}@${suffix}` : said(entity, 'userPrincipalName');
  const actor = accountOf(signInName, said(entity, 'ntDomain'), name);
  return { actor: actor || said(entity, 'displayName', 'friendlyName') };
}

function processOf(entity: Fields): Places {
  return { process: said(entity, 'commandLine') || said(inner(entity, 'imageFile'), 'name', 'fileName') };
}

function container(entity: Fields): Places {
  const image = inner(entity, 'image');
  return {
    container: said(entity, 'name', 'containerId'),
    image: said(image, 'imageId', 'name') || said(entity, 'imageId'),
  };
}

/** Sentinel's entity kinds and those of Defender's alerts, which mean the same. */
const KINDS = new Map<string, (entity: Fields) => Places>([
  ['account', account],
  ['host', (entity) => ({ host: said(entity, 'fqdn', 'hostName', 'netBiosName', 'friendlyName') })],
  ['ip', (entity) => ({ sourceAddress: said(entity, 'address', 'friendlyName') })],
  ['process', processOf],
  ['file', (entity) => ({ file: pathOf(said(entity, 'directory'), said(entity, 'fileName', 'name')) })],
  ['azureresource', (entity) => placesOfResource(said(entity, 'resourceId'))],
  ['azure-resource', (entity) => placesOfResource(said(entity, 'resourceId'))],
  ['k8s-cluster', (entity) => ({ cluster: said(entity, 'name') || resourceCluster(entity) })],
  ['k8s-namespace', (entity) => ({ namespace: said(entity, 'name') })],
  ['k8s-pod', (entity) => ({ pod: said(entity, 'name'), namespace: said(inner(entity, 'namespace'), 'name') })],
  ['container', container],
  ['container-image', (entity) => ({ image: said(entity, 'imageId', 'name') })],
]);

function resourceCluster(entity: Fields): string {
  return placesOfResource(said(inner(entity, 'cloudResource'), 'resourceId')).cluster ?? '';
}

/**
 * Who and what an alert's entities are, of each kind the first: as Azure's management interface gives them (`kind`, with
 * `properties`) or as alerts carry them themselves (`type`).
 */
export function placesOfEntities(entities: readonly Fields[]): Places {
  const parts = entities.slice(0, MOST).map((entity) => {
    const properties = inner(entity, 'properties');
    const read = KINDS.get(said(entity, 'kind', 'type').toLowerCase());
    return read?.(properties.size > 0 ? properties : entity) ?? {};
  });
  return merged(...parts);
}

/** What the related resources of an alert name. */
export function placesOfIdentifiers(identifiers: readonly Fields[]): Places {
  return merged(...identifiers.slice(0, MOST).map((item) => placesOfResource(said(item, 'azureResourceId'))));
}
