import { describe, expect, it } from 'vitest';
import { nmapXml } from '@/lib/imports/parsers/nmap';
import { nmapTarget } from '@/lib/imports/parsers/nmap-host';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('nmap.xml');
const { facts, findings, skipped } = await readText(nmapXml, xml);

describe('nmap', () => {
  it('tells what was scanned, and when', () => {
    expect(facts).toEqual({
      scanner: 'nmap',
      target: 'shop.example 192.0.2.0/28 --script vulners,vuln -p 1-1000 -sV',
      scanAt: new Date('2030-01-07T06:00:00Z'),
      toolVersion: '7.95',
    });
  });

  it.each([
    ['nmap -oA out 10.0.0.1', '10.0.0.1'],
    ['nmap -sS -p22 -T4 -v --open 10.0.0.1 10.0.0.2', '10.0.0.1 10.0.0.2 -p22'],
    ['nmap -iL hosts.txt -sU', '-iL hosts.txt -sU'],
    ['', ''],
  ])('%s is a scan of %s', (args, target) => expect(nmapTarget(args)).toBe(target));

  it('lists open ports and what scripts found, and nothing of closed ports', () => {
    expect(findings.map(({ title, severity, identity }) => [title, severity, identity.slice(1).join(' ')])).toEqual([
      ['Open port 22/tcp (ssh)', 0, 'open-port shop.example 22 tcp'],
      ['CVE-2030-1111 in tinyssh', 2, 'CVE-2030-1111 shop.example 22 tcp'],
      ['CVE-2030-2222 in tinyssh', 4, 'CVE-2030-2222 shop.example 22 tcp'],
      ['Open port 80/tcp (http)', 0, 'open-port shop.example 80 tcp'],
      ['Slow denial of service', 1, 'CVE-2030-3333 shop.example 80 tcp'],
      ['Remote code execution', 3, 'smb-vuln-fixture:NMAP-2 shop.example  '],
      ['Open port 53/udp', 0, 'open-port 192.0.2.9 53 udp'],
    ]);
  });

  it('takes the service of a port and the names of its host', () => {
    expect(findings[0]).toMatchObject({
      kind: 'host',
      location: {
        host: 'shop.example',
        port: 22,
        protocol: 'tcp',
        service: 'ssh',
        packageName: 'TinySSH',
        packageVersion: '7.4',
      },
    });
    expect(findings[0]?.description).toContain('also `192.0.2.7`, `00:00:5e:00:53:01`, `host7.provider.example`');
    expect(findings[0]?.description).toContain('Service TinySSH 7.4 protocol 2.0');
    expect(findings[0]?.description).toContain('CPE `cpe:/a:tiny:tinyssh:7.4`');
    expect(findings[3]?.description).toContain('````\nShop ``` <b>\n````');
  });

  it('takes an exploit for evidence of the vulnerability that it names', () => {
    expect(findings[1]).toMatchObject({ ids: ['CVE-2030-1111'], tags: ['exploit'], severityReported: '5.8' });
    expect(findings[1]?.description).toContain('- `MSF:LINUX-CVE-2030-1111/`');
    expect(findings[2]?.tags).toEqual([]);
  });

  it('takes what a test of a script found', () => {
    expect(findings[4]).toMatchObject({
      ids: ['CVE-2030-3333'],
      severityReported: 'LIKELY VULNERABLE, LOW',
      references: ['https://docs.example/slow'],
    });
    expect(findings[4]?.description).toContain('Keeps \\*many\\* connections open.');
  });

  it('does not take ports of a host that was down', () => {
    expect(skipped).toEqual([{ skipped: 'unreachable', example: '192.0.2.10' }]);
  });

  it('keeps its identity when service, version and address change, and only then', async () => {
    await variedText(nmapXml, xml, {
      same: ['product="«TinySSH»"', 'version="«7.4»"', 'addr="«192.0.2.7»"', 'name="«host7.provider.example»"'],
      other: ['name="«Shop.example»"', 'portid="«22»"'],
    });
  });

  it('refuses a port of nobody', async () => {
    const nobody = '<nmaprun><host><ports><port portid="1"><state state="open"/></port></ports></host></nmaprun>';
    await expect(readText(nmapXml, nobody)).rejects.toThrow('record_invalid');
  });
});
