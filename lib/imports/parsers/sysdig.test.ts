import { describe, expect, it } from 'vitest';
import { sysdigCsv } from '@/lib/imports/parsers/sysdig-csv';
import { sysdigJson } from '@/lib/imports/parsers/sysdig-json';
import { fixture, fixtureText, readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';

const cluster = await readText(sysdigCsv, fixtureText('sysdig-csv.csv'));
const registry = await readText(sysdigCsv, fixtureText('sysdig-csv-registry.csv'));
const pipeline = await readText(sysdigCsv, fixtureText('sysdig-csv-pipeline.csv'));
const report = fixture('sysdig-json.json');
const json = readJson(sysdigJson, report);

describe('sysdig', () => {
  it('takes packages of workloads', () => {
    expect(cluster.findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 0,
      severityReported: 'Negligible',
      fixVersion: '1.19.2',
      tags: ['exploit', 'in-use'],
      location: { image: 'mongo:6', namespace: 'sock-shop', resource: 'prod/sock-shop/deployment/carts-db' },
      identity: ['pkg:deb/ubuntu/libkrb5-3', 'CVE-2022-29162', 'prod', 'sock-shop', 'deployment', 'carts-db'],
    });
  });

  it('takes packages of images in a registry, whatever the tag', () => {
    expect(registry.findings[0]).toMatchObject({
      severity: 4,
      identity: [
        'pkg:maven/com.fasterxml.jackson.core/jackson-databind',
        'CVE-2018-19360',
        'harbor.example:30003',
        'library/poc',
      ],
    });
  });

  it("takes a pipeline's, where the score rates what nobody has", () => {
    expect(pipeline.findings[0]).toMatchObject({
      severity: 4,
      severityReported: 'Other',
      epss: 0.00587,
      identity: ['pkg:pypi/pycrypto', 'CVE-2013-7459'],
    });
  });

  it('takes the reports of 2025', () => {
    expect(json.facts).toEqual({ scanner: 'sysdig', target: 'shop-dev' });
    expect(json.findings[0]).toMatchObject({
      severity: 1,
      knownExploited: true,
      tags: ['exploit'],
      identity: ['pkg:deb/debian/tar', 'CVE-2005-2541', 'shop-dev', 'shop', 'Deployment', 'web'],
    });
  });

  it('leaves accepted risks out', () => {
    for (const { skipped } of [cluster, json]) expect(skipped.map(({ skipped: code }) => code)).toEqual(['suppressed']);
  });

  it('is the same finding by package, vulnerability and workload', async () => {
    varied(sysdigJson, report, 'panels.0.data.0', {
      same: ['scan_package_version', 'vuln_severity', 'container_image', 'scan_package_path', 'vuln_fixed_in_version'],
      other: ['vuln_id', 'scan_package_name', 'kubernetes_workload_name', 'kubernetes_cluster_name'],
    });
    await variedText(sysdigCsv, fixtureText('sysdig-csv-pipeline.csv'), {
      same: [',«2.6.1»,', ',«Other»,'],
      other: ['«CVE-2013-7459»,Other', ',«pycrypto»,'],
    });
  });
});
