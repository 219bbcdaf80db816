import { describe, expect, it } from 'vitest';
import { nessusCsv } from '@/lib/imports/parsers/nessus-csv';
import { nessusXml } from '@/lib/imports/parsers/nessus-xml';
import { nmapXml } from '@/lib/imports/parsers/nmap';
import { openvasCsv } from '@/lib/imports/parsers/openvas-csv';
import { openvasXml } from '@/lib/imports/parsers/openvas-xml';
import { qualysCsv } from '@/lib/imports/parsers/qualys-csv';
import { qualysXml } from '@/lib/imports/parsers/qualys-xml';
import { sslyzeJson } from '@/lib/imports/parsers/sslyze';
import { testsslCsv } from '@/lib/imports/parsers/testssl-csv';
import { testsslJson } from '@/lib/imports/parsers/testssl-json';
import type { Reach, ReportParser } from '@/lib/imports/parsers/types';
import { openReport } from '@/lib/imports/reading/report';
import { sourceOf } from '@/lib/imports/reading/testing';

/** `[which, places]` that a parser tells once it has read the whole report. */
async function reachOf(parser: ReportParser, report: string): Promise<[string, string[]] | null> {
  const opened = await openReport(sourceOf(report), parser);
  for await (const _ of opened.batches());
  const reach: Reach | undefined = opened.reach?.();
  if (!reach) return null;
  return 'only' in reach ? ['only', [...reach.only]] : ['except', [...reach.except]];
}

const host = (address: string, status: string, ports: string) =>
  `<host><status ${status}/><address addr="${address}" addrtype="ipv4"/><hostnames/><ports>${ports}</ports></host>`;
const nmap = (hosts: string, scanner = 'nmap') =>
  `<nmaprun scanner="${scanner}" args="nmap 192.0.2.0/29">${hosts}</nmaprun>`;

describe('Nmap speaks of hosts that answered', () => {
  it('with open ports or without', async () => {
    const up = 'state="up" reason="echo-reply"';
    const open = '<port protocol="tcp" portid="22"><state state="open"/></port>';
    const shut = '<port protocol="tcp" portid="22"><state state="closed"/></port>';
    const all = [
      host('192.0.2.1', up, open),
      host('192.0.2.2', up, shut),
      host('192.0.2.3', up, '<extraports state="filtered" count="1000"/>'),
      host('192.0.2.4', 'state="down" reason="no-response"', ''),
    ];
    expect(await reachOf(nmapXml, nmap(all.join('')))).toEqual(['only', ['192.0.2.1', '192.0.2.2', '192.0.2.3']]);
  });

  it('and with -Pn of those of which anything came back', async () => {
    const taken = 'state="up" reason="user-set"';
    const all = [
      host('192.0.2.1', taken, '<extraports state="filtered" count="1000"/>'),
      host('192.0.2.2', taken, '<extraports state="closed" count="1000"/>'),
      host('192.0.2.3', taken, '<port protocol="udp" portid="53"><state state="open|filtered"/></port>'),
    ];
    expect(await reachOf(nmapXml, nmap(all.join('')))).toEqual(['only', ['192.0.2.2']]);
  });

  it('by the name that somebody asked for', async () => {
    const named = '<hostnames><hostname name="Shop.Example" type="user"/></hostnames>';
    const report = nmap(host('192.0.2.1', 'state="up"', '<extraports state="closed" count="9"/>')).replace(
      '<hostnames/>',
      named,
    );
    expect(await reachOf(nmapXml, report)).toEqual(['only', ['shop.example']]);
  });

  it('while masscan names nobody else', async () => {
    expect(await reachOf(nmapXml, nmap('', 'masscan'))).toBeNull();
  });
});

describe('Nessus speaks of hosts that it scanned', () => {
  const item = (plugin: string, output = '') =>
    `<ReportItem pluginID="${plugin}" pluginName="p" port="0" protocol="tcp" severity="0"><plugin_output>${output}</plugin_output></ReportItem>`;
  const host = (name: string, tags: string, items: string) =>
    `<ReportHost name="${name}"><HostProperties>${tags}</HostProperties>${items}</ReportHost>`;
  const done = '<tag name="HOST_START">a</tag><tag name="HOST_END">b</tag>';

  it('with findings or without, and not of dead ones nor where it was stopped', async () => {
    const report = [
      host('One.example', done, item('19506')),
      host('192.0.2.2', done, ''),
      host('192.0.2.3', done, item('10180', 'The remote host (192.0.2.3) is considered as dead - not scanning')),
      host('192.0.2.4', '<tag name="HOST_START">a</tag>', item('22964')),
      host('192.0.2.5', done, item('10180', 'The remote host is up')),
    ];
    const xml = `<NessusClientData_v2><Report name="net">${report.join('')}</Report></NessusClientData_v2>`;
    expect(await reachOf(nessusXml, xml)).toEqual(['only', ['one.example', '192.0.2.2', '192.0.2.5']]);
  });

  it('as a table of those that have a row, fixed ones as well', async () => {
    const rows = [
      'Plugin ID,Risk,Host,Plugin Output,Vulnerability State',
      '1,High,192.0.2.1,,',
      '2,High,B.example,,Fixed',
    ];
    expect(await reachOf(nessusCsv, rows.join('\n'))).toEqual(['only', ['192.0.2.1', 'b.example']]);
  });
});

describe('OpenVAS speaks of hosts that it went through', () => {
  const host = (ip: string, more: string) => `<host><ip>${ip}</ip><start>2026-01-01T00:00:00Z</start>${more}</host>`;
  const end = '<end>2026-01-01T01:00:00Z</end>';
  const dead = '<detail><name>Host dead</name><value>1</value></detail>';
  const result = '<result><host>192.0.2.1</host><nvt oid="1.2"/><name>n</name><threat>Low</threat></result>';
  const report = (status: string) =>
    `<report><report><gmp><version>22.5</version></gmp><scan_run_status>${status}</scan_run_status><results>${result}</results>${host(
      '192.0.2.1',
      end,
    )}${host('192.0.2.2', end)}${host('192.0.2.3', end + dead)}${host('192.0.2.4', '<end/>')}</report></report>`;

  it('with results or without, and of none as a whole where it was stopped', async () => {
    expect(await reachOf(openvasXml, report('Done'))).toEqual(['only', ['192.0.2.1', '192.0.2.2']]);
    const partial = async (status: string) => (await openReport(sourceOf(report(status)), openvasXml)).facts.partial;
    expect([await partial('Done'), await partial('Stopped')]).toEqual([undefined, true]);
  });

  it('as a table of those that have a row', async () => {
    const rows = [
      'IP,Hostname,NVT Name,NVT OID,Specific Result,Severity',
      '192.0.2.1,,n,1.2,,Low',
      '192.0.2.2,,n,1.2,,Log',
    ];
    expect(await reachOf(openvasCsv, rows.join('\n'))).toEqual(['only', ['192.0.2.1', '192.0.2.2']]);
  });
});

describe('Qualys speaks of hosts in its list', () => {
  it('with findings or without, by what it tracks them by', async () => {
    const found = '<VULN_INFO_LIST><VULN_INFO><QID>1</QID></VULN_INFO></VULN_INFO_LIST>';
    const host = (ip: string, tracking: string, dns: string, more: string) =>
      `<HOST><IP>${ip}</IP><TRACKING_METHOD>${tracking}</TRACKING_METHOD><DNS>${dns}</DNS><OPERATING_SYSTEM>Linux</OPERATING_SYSTEM>${more}</HOST>`;
    const hosts = host('192.0.2.1', 'IP', '', found) + host('192.0.2.2', 'DNS', 'B.example', '');
    const report = `<ASSET_DATA_REPORT><HOST_LIST>${hosts}</HOST_LIST></ASSET_DATA_REPORT>`;
    expect(await reachOf(qualysXml, report)).toEqual(['only', ['192.0.2.1', 'b.example']]);
  });

  it('as detections or a table, fixed ones as well', async () => {
    const host = '<HOST><IP>192.0.2.1</IP><LAST_SCAN_DATETIME>2026-01-01T00:00:00Z</LAST_SCAN_DATETIME></HOST>';
    const name = 'HOST_LIST_VM_DETECTION_OUTPUT';
    const detections = `<${name}><RESPONSE><HOST_LIST>${host}</HOST_LIST></RESPONSE></${name}>`;
    expect(await reachOf(qualysXml, detections)).toEqual(['only', ['192.0.2.1']]);
    const rows = ['IP,QID,Title,Severity,Vuln Status', '192.0.2.7,1,t,3,Fixed'];
    expect(await reachOf(qualysCsv, rows.join('\n'))).toEqual(['only', ['192.0.2.7']]);
  });
});

const line = (id: string, port: string, severity: string, finding: string) => ({
  id,
  ip: 'Shop.example/192.0.2.7',
  port,
  severity,
  finding,
});

describe('testssl.sh does not speak of what it could not reach', () => {
  const unreached = line('scanProblem', '443', 'FATAL', "Can't connect to '192.0.2.7:443'");
  const lines = [line('TLS1', '8443', 'LOW', 'offered'), unreached];

  it('as a list', async () => {
    expect(await reachOf(testsslJson, JSON.stringify(lines))).toEqual(['except', ['shop.example:443']]);
    const broken = [line('TLS1', '25', 'LOW', 'offered'), line('scanTime', '25', 'WARN', 'Scan interrupted')];
    expect(await reachOf(testsslJson, JSON.stringify(broken))).toEqual(['except', ['shop.example:25']]);
    expect(await reachOf(testsslJson, JSON.stringify([line('scanTime', '25', 'INFO', '73')]))).toEqual(['except', []]);
  });

  it('as a table', async () => {
    const rows = lines.map(
      ({ id, ip, port, severity, finding }) => `"${id}","${ip}","${port}","${severity}","${finding}","",""`,
    );
    const report = ['"id","fqdn/ip","port","severity","finding","cve","cwe"', ...rows].join('\n');
    expect(await reachOf(testsslCsv, report)).toEqual(['except', ['shop.example:443']]);
  });

  it('nor of anything where the pretty form leaves the host out; its target is that of the command', async () => {
    const problem = { id: 'scanProblem', severity: 'FATAL', finding: "Can't connect" };
    const pretty = {
      Invocation: 'testssl --warnings off --jsonfile-pretty p.json shop.example:8443',
      version: '3.0.8 ',
      startTime: '1795343184',
      scanResult: [problem],
      scanTime: 'Scan interrupted',
    };
    expect(await reachOf(testsslJson, JSON.stringify(pretty))).toEqual(['only', []]);
    expect((await openReport(sourceOf(JSON.stringify(pretty)), testsslJson)).facts.target).toBe('shop.example:8443');
  });
});

it('sslyze does not speak of servers that it could not reach, or not look at as a whole', async () => {
  const server = (hostname: string, more: object) => ({ server_location: { hostname, port: 443 }, ...more });
  const report = {
    sslyze_version: '5.0.0',
    server_scan_results: [
      server('one.example', { connectivity_status: 'ERROR', scan_status: 'ERROR_NO_CONNECTIVITY' }),
      server('two.example', { connectivity_status: 'COMPLETED', scan_result: { heartbleed: { status: 'ERROR' } } }),
      server('three.example', { connectivity_status: 'COMPLETED', scan_result: {} }),
    ],
  };
  expect(await reachOf(sslyzeJson, JSON.stringify(report))).toEqual(['except', ['one.example:443', 'two.example:443']]);
});
