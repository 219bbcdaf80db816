import { describe, expect, it } from 'vitest';
import { expectedOf } from '@/lib/assets/expected';
import { type AssetName, cloudAsset, endpointAsset, hostAsset } from '@/lib/assets/identity';
import { assetsOfBackup, assetsOfFinding, assetsOfSource, type FindingPlace } from '@/lib/assets/places';

const keys = (names: readonly AssetName[]) => names.map(({ kind, key }) => `${kind} ${key}`);
const source = (more: Partial<Parameters<typeof assetsOfSource>[0]>) => ({
  scanner: 'probe',
  target: '',
  branch: '',
  image: '',
  ...more,
});
const NOWHERE: FindingPlace = {
  host: null,
  port: null,
  protocol: null,
  url: null,
  image: null,
  resource: null,
  cloudId: null,
  namespace: null,
  alias: null,
};

describe('a source', () => {
  it.each([
    [{ image: 'shop:1.2', target: 'shop' }, ['image docker.io/library/shop']],
    [{ scanner: 'semgrep', target: 'payment-api' }, ['repository payment-api']],
    [{ scanner: 'github-dependabot', target: 'Shop/API' }, ['repository github.com/shop/api']],
    [{ scanner: 'anything', target: 'https://git.example/shop/api.git' }, ['repository git.example/shop/api']],
    [{ scanner: 'kubescape', target: 'prod' }, ['cluster prod']],
    [{ scanner: 'kubescape', target: 'shop/manifests', branch: 'main' }, ['repository shop/manifests']],
    [{ scanner: 'nmap', target: '192.0.2.0/24' }, []],
    [{ scanner: 'zap', target: 'https://shop.example' }, []],
    [{ scanner: 'tls', target: 'shop.example:443', branch: 'main' }, []],
    [{ scanner: 'backups', target: 'orders', branch: 'main' }, []],
  ])('%j is of %j', (more, expected) => expect(keys(assetsOfSource(source(more)))).toEqual(expected));
});

describe('a finding', () => {
  it('of a URL is of its host and port', () => {
    const { names } = assetsOfFinding(source({}), { ...NOWHERE, url: 'https://Shop.example/cart?id=1' });
    expect(keys(names)).toEqual(['host shop.example', 'endpoint shop.example:443/tcp']);
    expect(assetsOfFinding(source({}), { ...NOWHERE, url: 'javascript:alert(1)' }).names).toEqual([]);
  });

  it('of a host that has another name links both, whichever is which', () => {
    const links = [{ address: '192.0.2.7', host: 'shop.example' }];
    expect(assetsOfFinding(source({}), { ...NOWHERE, host: 'shop.example', alias: '192.0.2.7' }).links).toEqual(links);
    expect(assetsOfFinding(source({}), { ...NOWHERE, host: '192.0.2.7', alias: 'shop.example' }).links).toEqual(links);
    expect(assetsOfFinding(source({}), { ...NOWHERE, host: 'a.example', alias: 'b.example' }).links).toEqual([]);
    expect(assetsOfFinding(source({}), { ...NOWHERE, host: 'a.example', alias: '127.0.0.1' }).links).toEqual([]);
  });

  it('is of a namespace where the scanner looks at clusters: of others it may be a region', () => {
    const place = { ...NOWHERE, namespace: 'eu-west-1' };
    expect(keys(assetsOfFinding(source({ scanner: 'kubescape', target: 'prod' }), place).names)).toEqual([
      'namespace prod/eu-west-1',
      'cluster prod',
    ]);
    expect(assetsOfFinding(source({ scanner: 'prowler' }), place).names).toEqual([]);
  });
});

describe('a copy', () => {
  it.each([
    ['restic', 'db01:/srv/data', ['host db01']],
    ['generic', 'git01.example:/srv/git', ['host git01.example']],
    ['generic', 'C:/data', []],
    ['generic', 'Orders', []],
    ['generic', 'postgresql://bob:secret@db01.example:5432/orders', ['database postgresql://db01.example/orders']],
    ['pgbackrest', 'main', ['database postgresql:///main']],
    [
      'azure-backup',
      '/subscriptions/1/resourceGroups/a/providers/Microsoft.Compute/virtualMachines/vm1',
      ['cloud_resource /subscriptions/1/resourcegroups/a/providers/microsoft.compute/virtualmachines/vm1'],
    ],
  ])('of %s named %s is of %j', (shape, asset, expected) =>
    expect(keys(assetsOfBackup(shape, asset))).toEqual(expected),
  );
});

describe('what is expected', () => {
  const of = (asset: AssetName | null) => asset && expectedOf(asset);
  it('depends on what it is', () => {
    expect(of(hostAsset('web-1'))).toEqual({ edr: 'unknown', backup: 'unknown', tls: 'none' });
    expect(of(endpointAsset('web-1', 443))).toMatchObject({ edr: 'none', tls: 'missed' });
    expect(of(endpointAsset('web-1', 22))).toMatchObject({ tls: 'none' });
    expect(of(endpointAsset('web-1', 443, 'udp'))).toMatchObject({ tls: 'none' });
    expect(of(endpointAsset('2001:db8::1', 4443))).toMatchObject({ tls: 'unknown' });
    expect(of(cloudAsset('arn:aws:s3:::logs'))).toEqual({ edr: 'none', backup: 'unknown', tls: 'none' });
    expect(of(cloudAsset('arn:aws:iam::1:user/bob'))).toEqual({ edr: 'none', backup: 'none', tls: 'none' });
  });
});
