import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cloudAsset,
  clusterAsset,
  databaseAsset,
  endpointAsset,
  hostKey,
  imageAsset,
  namespaceAsset,
  repositoryAsset,
} from '@/lib/assets/identity';

const keys = (made: { kind: string; key: string } | null) => made && `${made.kind} ${made.key}`;

describe('hosts', () => {
  it.each([
    ['Web-1.Shop.Example.', 'web-1.shop.example'],
    ['db_01', 'db_01'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['[2001:DB8:0:0::1]', '2001:db8::1'],
  ])('%s is %s', (said, key) => expect(hostKey(said)).toBe(key));

  it.each([
    '',
    'localhost',
    'a.localhost',
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    '1',
    '0x7f.1',
    'a b',
    'a/b',
    '../x',
    'x'.repeat(300),
  ])('%j is none', (said) => expect(hostKey(said)).toBeNull());

  it('ports are apart by protocol and lie within their host', () => {
    expect(endpointAsset('Shop.example', 443)).toMatchObject({
      key: 'shop.example:443/tcp',
      within: { kind: 'host', key: 'shop.example' },
    });
    expect(endpointAsset('2001:db8::1', 53, 'UDP')?.key).toBe('[2001:db8::1]:53/udp');
    for (const port of [0, -1, 65_536, 1.5, Number.NaN]) expect(endpointAsset('shop.example', port)).toBeNull();
    expect(endpointAsset('shop.example', 443, 'carrier pigeon')).toBeNull();
  });
});

describe('images', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx', ''],
    ['nginx:1.27', 'docker.io/library/nginx', '1.27'],
    ['bitnami/redis:7', 'docker.io/bitnami/redis', '7'],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx', ''],
    ['docker-pullable://registry:5000/shop/api:1.2@sha256:abc', 'registry:5000/shop/api', '1.2@sha256:abc'],
    ['GHCR.io/Shop/API', 'ghcr.io/shop/api', ''],
  ])('%s is %s', (said, key, detail) => expect(imageAsset(said)).toMatchObject({ key, detail }));

  it.each([
    '',
    `sha256:${'a'.repeat(64)}`,
    'a'.repeat(64),
    'shop (debian 12)',
    '/tmp/image.tar',
    'image.tar.gz',
    'a//b',
  ])('%j is none', (said) => expect(imageAsset(said)).toBeNull());
});

describe('repositories', () => {
  it.each([
    ['https://github.com/Shop/API.git', 'github.com/shop/api'],
    ['https://bob:secret@github.com/shop/api/', 'github.com/shop/api'],
    ['git@github.com:Shop/API.git', 'github.com/shop/api'],
    ['ssh://git@git.example:2222/Shop/API.git', 'git.example:2222/Shop/API'],
    ['payment-api', 'payment-api'],
  ])('%s is %s', (said, key) => expect(repositoryAsset(said)?.key).toBe(key));

  it.each([
    '',
    '.',
    './src',
    '/srv/src',
    'a b',
    'bob:secret@x',
    'https://github.com/',
    'file:///etc',
    'openapi.yaml',
    'src/spool.c',
  ])('%j is none', (said) => expect(repositoryAsset(said)).toBeNull());
});

describe('clouds', () => {
  const sub = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/Shop/providers';
  it.each([
    [
      `${sub}/Microsoft.Storage/storageAccounts/Logs`,
      `cloud_resource ${`${sub}/Microsoft.Storage/storageAccounts/Logs`.toLowerCase()}`,
    ],
    [
      `${sub}/Microsoft.ContainerService/managedClusters/Prod/`,
      `cluster ${`${sub}/Microsoft.ContainerService/managedClusters/Prod`.toLowerCase()}`,
    ],
    [`${sub}/Microsoft.Sql/servers/shop/databases/Orders`, 'database mssql://shop.database.windows.net/orders'],
    ['arn:aws:s3:::logs', 'cloud_resource arn:aws:s3:::logs'],
    ['arn:aws:eks:eu-west-1:1:cluster/Prod', 'cluster arn:aws:eks:eu-west-1:1:cluster/Prod'],
    ['arn:aws:rds:eu-west-1:1:db:orders', 'database arn:aws:rds:eu-west-1:1:db:orders'],
    ['arn:aws:ecr:eu-west-1:1:repository/shop/api/sha256:ab', 'image 1.dkr.ecr.eu-west-1.amazonaws.com/shop/api'],
    [
      '//storage.googleapis.com/projects/_/buckets/logs',
      'cloud_resource //storage.googleapis.com/projects/_/buckets/logs',
    ],
  ])('%s is %s', (said, name) => expect(keys(cloudAsset(said))).toBe(name));

  it.each(['', 'aws_s3_bucket.logs', 'arn:aws', '/etc/passwd', 'default/Deployment/web'])('%j is none', (said) =>
    expect(cloudAsset(said)).toBeNull(),
  );
});

it('namespaces are of their cluster, or of one that nobody names', () => {
  expect(namespaceAsset('prod', 'shop')).toMatchObject({ key: 'prod/shop', within: { kind: 'cluster', key: 'prod' } });
  expect(namespaceAsset('', 'shop')).toMatchObject({ key: '*/shop', name: 'shop' });
  expect(namespaceAsset('prod', 'No Namespace')).toBeNull();
  expect(clusterAsset('node-1, node-2')).toBeNull();
});

it('databases are of an engine, and of a host where it is said', () => {
  expect(databaseAsset('postgresql', 'DB01.example', 'orders')?.key).toBe('postgresql://db01.example/orders');
  expect(databaseAsset('postgresql', '', 'main')?.key).toBe('postgresql:///main');
});

const hostile = fc.oneof(
  fc.string({ maxLength: 3_000, unit: 'binary' }),
  fc.string({
    maxLength: 40,
    unit: fc.constantFrom('a', 'A', '.', ':', '/', '@', '-', '_', '[', ']', '0', '1', '%', ' ', 'é', '\0'),
  }),
  fc.webUrl(),
  fc.ipV4(),
  fc.ipV6(),
  fc.domain(),
);

it('whatever is said, a key is short, storable and its own canonical form', () => {
  const makers = [
    (said: string) => (hostKey(said) === null ? null : { key: hostKey(said) ?? '' }),
    imageAsset,
    repositoryAsset,
    cloudAsset,
    clusterAsset,
  ];
  fc.assert(
    fc.property(hostile, (said) => {
      for (const make of makers) {
        const made = make(said);
        if (made === null) continue;
        expect(made.key.length).toBeLessThanOrEqual(500);
        expect(made.key).not.toBe('');
        expect(made.key.includes('\0')).toBe(false);
        expect(made.key.isWellFormed()).toBe(true);
        if (make !== repositoryAsset) expect(make(made.key)?.key).toBe(made.key);
      }
    }),
    { numRuns: 1_000 },
  );
});
