import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownNames } from '@/lib/assets/data/names';
import { fold, inventory, listed, take } from '@/lib/assets/testing/inventory';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { undoImport } from '@/lib/imports/mutations/undo-import';
import { at } from '@/lib/imports/testing';

withDatabase();

const fixture = (name: string) => readFileSync(new URL(`../imports/parsers/fixtures/${name}`, import.meta.url), 'utf8');

type Host = { readonly ip: string; readonly name?: string; readonly ports: readonly number[] };
const hostXml = ({ ip, name, ports }: Host) => `
  <host><status state="up" reason="echo-reply"/><address addr="${ip}" addrtype="ipv4"/>
    ${name === undefined ? '' : `<hostnames><hostname name="${name}" type="user"/></hostnames>`}
    <ports>${ports.map((port) => `<port protocol="tcp" portid="${port}"><state state="open"/></port>`).join('')}</ports></host>`;
const nmap = (target: string, ...hosts: readonly Host[]) =>
  `<nmaprun scanner="nmap" args="nmap ${target}">${hosts.map(hostXml).join('')}</nmaprun>`;

describe('reports become assets', () => {
  it('of Nmap: hosts and their ports, seen by the scan; a port scan is no scan for weaknesses', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap('192.0.2.0/29', { ip: '192.0.2.1', ports: [22, 443] }), 0);
    await take(productId, nmap('192.0.2.0/29', { ip: '192.0.2.1', ports: [22, 443] }), 5);
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint 192.0.2.1:22/tcp',
      'endpoint 192.0.2.1:443/tcp',
      'host 192.0.2.1',
    ]);
    const [ssh, https, host] = await inventory(productId);
    expect(host).toMatchObject({
      scan: 'missed',
      edr: 'unknown',
      backup: 'unknown',
      tls: 'none',
      firstSeenAt: at(0),
      lastSeenAt: at(5),
    });
    expect(ssh).toMatchObject({ scan: 'met', scannedAt: at(5), edr: 'none', backup: 'none', tls: 'none' });
    expect(https).toMatchObject({ tls: 'missed', scanUntil: new Date(at(5).getTime() + 168 * 3_600_000) });
  });

  it('of several tools: images, hosts and resources of clouds', async () => {
    const { productId } = await aProduct();
    await take(productId, fixture('trivy.json'), 0);
    await take(productId, fixture('prowler-ocsf.json'), 1);
    await take(productId, fixture('nessus.nessus'), 2);
    await take(productId, fixture('kubescape.json'), 3);
    await take(productId, fixture('gitleaks-8.json'), 4, { target: 'https://bob:secret@github.com/Shop/API.git' });
    await fold();
    expect(await listed(productId)).toMatchInlineSnapshot(`
      [
        "cloud_resource arn:aws:s3:::logs",
        "endpoint 192.0.2.9:53/udp",
        "endpoint shop.example:443/tcp",
        "host 192.0.2.9",
        "host shop.example = 192.0.2.7",
        "image registry.example/shop",
        "repository github.com/shop/api",
      ]
    `);
  });

  it('of hosts on which nothing was found: they answered; an agent that is not active is none', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap('192.0.2.0/29', { ip: '192.0.2.1', ports: [22] }, { ip: '192.0.2.2', ports: [] }), 0);
    const clean = `<host><status state="up" reason="echo-reply"/><address addr="192.0.2.3" addrtype="ipv4"/>
      <ports><extraports state="closed" count="1000"/></ports></host>`;
    await take(productId, `<nmaprun scanner="nmap" args="nmap -F 192.0.2.3">${clean}</nmaprun>`, 1);
    const machine = { id: 'm', onboardingStatus: 'Onboarded', healthStatus: 'Active' };
    const list = (first: string, second: string) => [
      { ...machine, computerDnsName: 'Web-1.shop.example', healthStatus: first },
      { ...machine, computerDnsName: 'web-2.shop.example', healthStatus: second },
      { ...machine, computerDnsName: 'web-3.shop.example', onboardingStatus: 'CanBeOnboarded' },
      { ...machine, computerDnsName: 'web-4.shop.example', healthStatus: 'NoSensorDataImpairedCommunication' },
    ];
    const context = 'https://api.securitycenter.microsoft.com/api/$metadata#Machines';
    await take(productId, JSON.stringify({ '@odata.context': context, value: list('Active', 'Inactive') }), 2);
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint 192.0.2.1:22/tcp',
      'host 192.0.2.1',
      'host 192.0.2.3',
      'host web-1.shop.example',
      'host web-2.shop.example',
      'host web-3.shop.example',
      'host web-4.shop.example',
    ]);
    const [web, ...bare] = (await inventory(productId)).slice(-4);
    expect(web).toMatchObject({ edr: 'met', edrAt: at(2), scan: 'missed' });
    expect(bare.map(({ edr }) => edr)).toEqual(['missed', 'missed', 'missed']);
    await take(productId, JSON.stringify({ '@odata.context': context, value: list('Inactive', 'Active') }), 3);
    await fold();
    expect((await inventory(productId)).slice(-4).map(({ edr }) => edr)).toEqual(['missed', 'met', 'missed', 'missed']);
  });

  it('change nothing when they are folded again, and are forgotten when the import is undone', async () => {
    const { productId } = await aProduct();
    const id = await take(productId, nmap('192.0.2.0/29', { ip: '192.0.2.1', ports: [22] }), 0);
    expect(await fold()).toBe(1);
    const before = await inventory(productId);
    expect(await fold()).toBe(0);
    await unsafeDb().assetMark.deleteMany();
    await fold();
    expect(await inventory(productId)).toEqual(before);
    await undoImport(ctx(system, at(1)), id);
    await fold();
    expect(await inventory(productId)).toEqual([]);
  });
});

describe('names of one host', () => {
  const shop = { ip: '192.0.2.7', name: 'shop.example', ports: [443] };

  it('are joined where the scanner says both, ports too', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap('192.0.2.0/24', { ip: '192.0.2.7', ports: [443, 8022] }), 0);
    await take(productId, nmap('shop.example', shop), 1);
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint 192.0.2.7:8022/tcp',
      'endpoint shop.example:443/tcp = 192.0.2.7:443/tcp',
      'host shop.example = 192.0.2.7',
    ]);
    expect(await knownNames({ productId, kinds: ['host'] })).toHaveLength(2);
  });

  it('part again when the address has a second name', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap('shop.example', shop), 0);
    await fold();
    await take(productId, nmap('www.example', { ip: '192.0.2.7', name: 'www.example', ports: [80] }), 1);
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint shop.example:443/tcp',
      'endpoint www.example:80/tcp',
      'host 192.0.2.7',
      'host shop.example',
      'host www.example',
    ]);
  });

  it('follow the name to its new address', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap('192.0.2.0/24', { ip: '192.0.2.7', ports: [22] }), 0);
    await take(productId, nmap('shop.example', shop), 1);
    await fold();
    expect(await listed(productId)).toContain('host shop.example = 192.0.2.7');
    await take(productId, nmap('shop.example', { ...shop, ip: '192.0.2.8' }), 2);
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint 192.0.2.7:22/tcp',
      'endpoint shop.example:443/tcp',
      'host 192.0.2.7',
      'host shop.example = 192.0.2.8',
    ]);
  });
});

it('two workers at once find the same assets, once', async () => {
  const { productId } = await aProduct();
  const hosts = Array.from({ length: 30 }, (_, n) => ({ ip: `192.0.2.${n + 1}`, ports: [22, 443] }));
  await take(productId, nmap('192.0.2.0/24', ...hosts), 0);
  await take(productId, nmap('-sV 192.0.2.0/24', ...hosts.slice(10)), 1);
  await Promise.all([fold(), fold(), fold()]);
  expect(await listed(productId)).toHaveLength(90);
});
