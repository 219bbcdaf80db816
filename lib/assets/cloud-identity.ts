import type { AssetKind } from '@/lib/assets/kinds';

/** What a cloud's id says. `image`: it is a repository of images, to be known as such. */
export type CloudName = {
  readonly kind: AssetKind;
  readonly key: string;
  readonly name: string;
  readonly image?: string;
};

/** Resources of Azure that are databases of a server: engine, and what the server's name is completed with. */
const AZURE_DATABASES: Readonly<Record<string, readonly [engine: string, suffix: string]>> = {
  'microsoft.sql/servers/databases': ['mssql', 'database.windows.net'],
  'microsoft.dbforpostgresql/flexibleservers/databases': ['postgresql', 'postgres.database.azure.com'],
  'microsoft.dbforpostgresql/servers/databases': ['postgresql', 'postgres.database.azure.com'],
  'microsoft.dbformysql/flexibleservers/databases': ['mysql', 'mysql.database.azure.com'],
  'microsoft.dbformysql/servers/databases': ['mysql', 'mysql.database.azure.com'],
};

/** `providers/Microsoft.Sql/servers/a/databases/b`: the type, and the names beneath it. */
function azureType(id: string): { type: string; names: readonly string[] } {
  const [, rest = ''] = /\/providers\/((?:(?!\/providers\/).)+)$/.exec(id) ?? [];
  const [space = '', ...parts] = rest.split('/');
  const types = parts.filter((_, index) => index % 2 === 0);
  return { type: [space, ...types].join('/'), names: parts.filter((_, index) => index % 2 === 1) };
}

const lastOf = (id: string) => id.split(/[/:]/).at(-1) ?? id;

/** Azure tells no case apart in ids, and writes them in several. */
function azureName(said: string): CloudName {
  const id = said.toLowerCase().replace(/\/+$/, '');
  const { type, names } = azureType(id);
  if (type === 'microsoft.containerservice/managedclusters') return { kind: 'cluster', key: id, name: lastOf(id) };
  const database = Object.hasOwn(AZURE_DATABASES, type) ? AZURE_DATABASES[type] : undefined;
  const [server, name] = names;
  if (!database || !server || !name) return { kind: 'cloud_resource', key: id, name: lastOf(id) };
  return { kind: 'database', key: `${database[0]}://${server}.${database[1]}/${name}`, name };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function awsName(arn: string): CloudName {
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  const plain = { key: arn, name: lastOf(arn) };
  if (service === 'eks' && /^cluster\/[^/]+$/.test(resource)) return { kind: 'cluster', ...plain };
  if (service === 'rds' && /^(?:db|cluster):/.test(resource)) return { kind: 'database', ...plain };
  const [, repository] = service === 'ecr' ? (/^repository\/(.+?)(?:\/sha256:[0-9a-f]+)?$/.exec(resource) ?? []) : [];
  if (repository === undefined) return { kind: 'cloud_resource', ...plain };
  return { kind: 'image', ...plain, image: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}` };
}

const AZURE = /^\/(?:subscriptions|providers\/microsoft\.management)\/[^\s/][^\s]*$/i;
const AWS = /^arn:aws[a-z-]{0,20}:[a-z0-9-]+:[a-z0-9-]*:\d*:\S+$/;
const GOOGLE = /^\/\/[a-z0-9.-]+\.googleapis\.com\/\S+$/;

/** Reads the id of a cloud's resource; null where it is none. */
export function cloudName(said: string): CloudName | null {
  if (AZURE.test(said)) return azureName(said);
  if (AWS.test(said)) return awsName(said);
  return GOOGLE.test(said) ? { kind: 'cloud_resource', key: said, name: lastOf(said) } : null;
}
