import { describe, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { lastSeen } from '@/lib/imports/rules';
import { runImport } from '@/lib/imports/run';
import { at, findingsOf, importRow, send } from '@/lib/imports/testing';

withDatabase();

async function take(productId: string, report: string, minute: number) {
  const id = await send(ctx(system, at(minute)), productId, report, { target: 'net', scan_at: at(minute) });
  await runImport(ctx(system, at(minute)), id);
  return importRow(id);
}

/** By place: its status, and the minute at which it was last seen. */
async function places(productId: string): Promise<Record<string, string>> {
  const source = await unsafeDb().source.findFirstOrThrow({ where: { productId } });
  const found = await findingsOf(productId);
  const rows = found.map(({ location, status, sources }) => {
    const [evidence] = sources;
    const seen = evidence ? (lastSeen(evidence, source).getTime() - at(0).getTime()) / 60_000 : null;
    return [location, `${status} ${seen}`];
  });
  return Object.fromEntries(rows);
}

const host = (address: string, ports: string) =>
  `<host><status state="up" reason="echo-reply"/><address addr="${address}" addrtype="ipv4"/><ports>${ports}</ports></host>`;
const OPEN = '<port protocol="tcp" portid="22"><state state="open"/></port>';
const NONE = '<extraports state="filtered" count="1000"/>';
const nmap = (...hosts: string[]) => `<nmaprun scanner="nmap" args="nmap 192.0.2.0/29">${hosts.join('')}</nmaprun>`;

describe('a host that Nmap does not reach', () => {
  test('keeps its findings open, as last seen when they were, until a scan reaches it', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', OPEN)), 0);
    await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', OPEN)), 1);
    const alone = await take(productId, nmap(host('192.0.2.1', OPEN)), 2);
    expect([alone.fixedCount, alone.unchangedCount]).toEqual([0, 1]);
    expect(await places(productId)).toEqual({ '192.0.2.1:22/tcp': 'open 2', '192.0.2.2:22/tcp': 'open 1' });
    await take(productId, nmap(), 3);
    expect(await places(productId)).toEqual({ '192.0.2.1:22/tcp': 'open 2', '192.0.2.2:22/tcp': 'open 1' });
    await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', OPEN)), 4);
    expect(await places(productId)).toEqual({ '192.0.2.1:22/tcp': 'open 4', '192.0.2.2:22/tcp': 'open 4' });
    await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', OPEN)), 5);
    expect(await places(productId)).toEqual({ '192.0.2.1:22/tcp': 'open 5', '192.0.2.2:22/tcp': 'open 5' });
  });

  test('has them closed by the scan that reaches it and finds the port shut', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', OPEN)), 0);
    await take(productId, nmap(host('192.0.2.1', OPEN)), 1);
    const shut = await take(productId, nmap(host('192.0.2.1', OPEN), host('192.0.2.2', NONE)), 2);
    expect(shut.fixedCount).toBe(1);
    expect(await places(productId)).toEqual({ '192.0.2.1:22/tcp': 'open 2', '192.0.2.2:22/tcp': 'fixed 0' });
  });
});

const line = (ip: string, port: string, id: string, severity: string) => ({ id, ip, port, severity, finding: id });

test('a port that testssl.sh does not reach keeps its findings, the other port of the host does not', async () => {
  const { productId } = await aProduct();
  const weak = (port: string) => line('shop.example/192.0.2.7', port, 'TLS1', 'LOW');
  await take(productId, JSON.stringify([weak('443'), weak('8443')]), 0);
  const problem = line('shop.example/192.0.2.7', '443', 'scanProblem', 'FATAL');
  const fine = line('shop.example/192.0.2.7', '8443', 'TLS1', 'OK');
  const row = await take(productId, JSON.stringify([problem, fine]), 1);
  expect(row.fixedCount).toBe(1);
  expect(row.warnings).toContainEqual({ code: 'unreachable', count: 1, example: 'shop.example: scanProblem' });
  expect(await places(productId)).toEqual({ 'shop.example:443/tcp': 'open 0', 'shop.example:8443/tcp': 'fixed 0' });
});

test('a server that sslyze does not reach keeps its findings', async () => {
  const { productId } = await aProduct();
  const accepted = { accepted_cipher_suites: [{ cipher_suite: { name: 'RC4-SHA', key_size: 128 } }] };
  const server = (hostname: string, more: object) => ({ server_location: { hostname, port: 443 }, ...more });
  const weak = {
    connectivity_status: 'COMPLETED',
    scan_result: { tls_1_0_cipher_suites: { status: 'COMPLETED', result: accepted } },
  };
  const down = { connectivity_status: 'ERROR', scan_status: 'ERROR_NO_CONNECTIVITY' };
  const report = (one: object, two: object) =>
    JSON.stringify({
      sslyze_version: '5.0.0',
      server_scan_results: [server('one.example', one), server('two.example', two)],
    });
  const first = await take(productId, report(weak, weak), 0);
  expect(first.newCount).toBeGreaterThan(1);
  const row = await take(productId, report(down, weak), 1);
  expect([row.state, row.fixedCount]).toEqual(['done', 0]);
  expect((await findingsOf(productId)).every(({ status }) => status === 'open')).toBe(true);
});

test.each([
  [
    'Nessus',
    (...hosts: string[]) => `<NessusClientData_v2><Report name="net">${hosts.join('')}</Report></NessusClientData_v2>`,
    (address: string, found: boolean) =>
      `<ReportHost name="${address}"><HostProperties><tag name="host-ip">${address}</tag></HostProperties>${
        found ? '<ReportItem pluginID="7" pluginName="Old TLS" port="443" protocol="tcp" severity="2"/>' : ''
      }</ReportHost>`,
  ],
  [
    'Qualys',
    (...hosts: string[]) => `<ASSET_DATA_REPORT><HOST_LIST>${hosts.join('')}</HOST_LIST></ASSET_DATA_REPORT>`,
    (address: string, found: boolean) =>
      `<HOST><IP>${address}</IP><OPERATING_SYSTEM>Linux</OPERATING_SYSTEM><VULN_INFO_LIST>${
        found ? '<VULN_INFO><QID>7</QID><PORT>443</PORT><PROTOCOL>tcp</PROTOCOL></VULN_INFO>' : ''
      }</VULN_INFO_LIST></HOST>`,
  ],
])(
  'a host that is missing from a report of %s keeps its findings, one without findings does not',
  async (_, report, one) => {
    const { productId } = await aProduct();
    const [a, b] = ['192.0.2.1', '192.0.2.2'];
    await take(productId, report(one(a, true), one(b, true)), 0);
    const alone = await take(productId, report(one(a, true)), 1);
    expect([alone.fixedCount, alone.unchangedCount]).toEqual([0, 1]);
    expect(await places(productId)).toEqual({ [`${a}:443/tcp`]: 'open 1', [`${b}:443/tcp`]: 'open 0' });
    const clean = await take(productId, report(one(a, true), one(b, false)), 2);
    expect(clean.fixedCount).toBe(1);
    expect(await places(productId)).toEqual({ [`${a}:443/tcp`]: 'open 2', [`${b}:443/tcp`]: 'fixed 0' });
  },
);
