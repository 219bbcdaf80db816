import { describe, expect, it } from 'vitest';
import { dependencyCheckXml } from '@/lib/imports/parsers/dependency-check';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('dependency-check.xml');
const { facts, findings, skipped } = await readText(dependencyCheckXml, xml);

describe('dependency-check', () => {
  it('tells project, time and version', () => {
    expect(facts).toEqual({
      scanner: 'dependency-check',
      target: 'shop',
      scanAt: new Date('2030-01-06T07:08:09.123Z'),
      toolVersion: '9.2.0',
    });
  });

  it('takes everything of a vulnerability, with the vectors that the metrics make', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'CVE-2030-11111 in org.pico:merge',
      severity: 3,
      severityReported: 'HIGH',
      ids: ['CVE-2030-11111'],
      cwe: [295, 297],
      cvss: [
        { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, source: 'nvd' },
        { version: '2.0', vector: 'AV:N/AC:M/Au:N/C:P/I:N/A:N', score: 4.3, source: 'nvd' },
      ],
      location: { path: '/app/lib/merge-1.2.3.jar', packageName: 'org.pico:merge', packageVersion: '1.2.3' },
      references: ['https://pico.example/advisory'],
      identity: ['pkg:maven/org.pico/merge', 'CVE-2030-11111'],
    });
    expect(findings[0]?.description).toContain('Reads \\<anything\\>.\n\nAlso in:\n\n- `/app/lib/merge-api-1.2.3.jar`');
    expect(findings[0]?.raw).not.toContain('evidence');
  });

  it('knows a file without package by its name without version, and finds the CVE that OSS Index means', () => {
    expect(findings[1]).toMatchObject({
      severity: 4,
      severityReported: 'CRITICAL',
      location: { packageVersion: '2.0' },
      identity: ['pkg:generic/pico.dll', 'CVE-2030-33333'],
    });
  });

  it('counts what the suppression file settles', () => {
    expect(skipped).toEqual([{ skipped: 'suppressed', example: 'CVE-2030-22222 org.pico:merge' }]);
  });

  it('refuses a vulnerability without name', async () => {
    await expect(readText(dependencyCheckXml, xml.replace('<name>CVE-2030-11111</name>', ''))).rejects.toThrow();
  });

  it('keeps its identity when version, prose and severity change, and only then', async () => {
    await variedText(dependencyCheckXml, xml, {
      same: ['<severity>«HIGH»', 'Reads &lt;«anything»', 'merge@«1.2.3»<', 'filePath>/app/lib/«merge-api»'],
      other: ['<name>«CVE-2030-11111»', 'org.pico/«merge»@'],
    });
  });
});
