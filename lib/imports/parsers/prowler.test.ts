import { describe, expect, it } from 'vitest';
import { ocsfJson, prowlerOcsfJson } from '@/lib/imports/parsers/ocsf';
import { prowlerCsv } from '@/lib/imports/parsers/prowler-csv';
import { prowlerJson } from '@/lib/imports/parsers/prowler-json';
import { fixture, fixtureText, readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';

const ocsf = fixture('prowler-ocsf.json');
const ocsfRead = readJson(prowlerOcsfJson, ocsf);
const csvRead = await readText(prowlerCsv, fixtureText('prowler-csv.csv'));
const version3 = readJson(prowlerJson, fixture('prowler-json.json'));
const version2 = await readText(prowlerJson, fixtureText('prowler-json-2.jsonl'));
const codes = (skipped: readonly { skipped: string }[]) => skipped.map(({ skipped: code }) => code);

describe('prowler', () => {
  it('knows its reports', () => {
    expect(prowlerOcsfJson.recognise(ocsf)).toBe(1);
    expect(ocsfJson.recognise(ocsf)).toBe(0);
    expect(prowlerJson.recognise(fixture('prowler-json.json'))).toBe(1);
    expect(prowlerJson.recognise([])).toBe(0);
    expect(prowlerCsv.recognise(['CHECK_ID', 'STATUS'])).toBe(0);
    expect([ocsfRead, csvRead, version3, version2].map(({ facts }) => facts.scanner)).toEqual(Array(4).fill('prowler'));
  });

  it('says of which account and when, by the first record', () => {
    const account = '123456789012';
    expect(ocsfRead.facts).toEqual({ scanner: 'prowler', target: account, scanAt: undefined, toolVersion: '5.4.0' });
    expect(csvRead.facts).toMatchObject({ target: account, scanAt: new Date('2025-02-14T14:27:38Z') });
    expect(version3.facts).toMatchObject({ target: account, scanAt: new Date('2023-05-05T10:00:00Z') });
    expect(version2.facts).toMatchObject({ target: account, scanAt: new Date('2021-01-01T10:00:00Z') });
  });

  it('says the same of a failed check in CSV and OCSF', () => {
    const identity = ['prowler', 's3_bucket_no_mfa_delete', '123456789012', 'eu-west-1', 'arn:aws:s3:::logs'];
    expect(csvRead.findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'Check that MFA Delete is on.',
      severity: 2,
      location: { resource: 'logs', namespace: 'eu-west-1' },
      references: ['https://docs.example/mfa', 'https://a.example/1', 'https://a.example/2'],
      tags: ['aws', 's3'],
      identity,
    });
    expect(csvRead.findings[0]?.fix).toContain('`aws s3api put-bucket-versioning`');
    expect(ocsfRead.findings[0]?.identity).toEqual(identity);
    expect(ocsfRead.findings[0]?.fix).toBe(csvRead.findings[0]?.fix);
  });

  it('counts what passed, what is muted and what people have to check', () => {
    expect(codes(csvRead.skipped)).toEqual(['passed', 'suppressed', 'scanner_error']);
    expect(codes(ocsfRead.skipped)).toEqual(['passed', 'suppressed', 'scanner_error']);
    expect(codes(version3.skipped)).toEqual(['suppressed']);
    expect(codes(version2.skipped)).toEqual(['passed']);
  });

  it('goes by the name in a cluster, where the uid changes with each start', () => {
    expect(ocsfRead.findings[1]?.identity.slice(2)).toEqual(['', 'kube-system', 'kube-apiserver-a']);
  });

  it('does not keep what resources look like inside', () => {
    expect(JSON.stringify(ocsfRead.findings)).not.toContain('n0t-a-real-key');
  });

  it('reads versions 2 and 3', async () => {
    expect(version3.findings[0]).toMatchObject({
      severity: 2,
      references: ['https://aws.amazon.com/ebs'],
      identity: ['prowler', 'ec2_ebs_default_encryption', '123456789012', 'eu-west-1', '123456789012'],
    });
    const table = await readText(prowlerCsv, fixtureText('prowler-csv-2.csv'));
    expect(version2.findings[0]).toMatchObject({
      title: '[check11] Avoid the use of the root account',
      severity: 3,
      identity: ['prowler', '1.1', '123456789012', 'eu-west-1', 'root'],
    });
    expect(table.findings.map(({ identity }) => identity)).toEqual(version2.findings.map(({ identity }) => identity));
  });

  it('reads the OCSF of version 3, where a muted result says Other', () => {
    const result = (status: string, uid: string) => ({
      class_uid: 2001,
      finding: {
        title: 'Default encryption',
        desc: 'It is off.',
        uid: 'prowler-gcp-1',
        src_url: 'https://docs.example/x',
      },
      resources: [{ group: { name: 'compute' }, region: 'europe-west1', name: 'disk-1', uid, type: 'Disk' }],
      status_detail: 'Disk disk-1 is not encrypted.',
      severity: 'High',
      severity_id: 4,
      cloud: { provider: 'gcp', account: null, project_uid: 'shop-prod', region: 'europe-west1' },
      metadata: { product: { name: 'Prowler', feature: { uid: 'compute_disk_encrypted' } } },
      status,
    });
    const read = readJson(prowlerOcsfJson, [result('Failure', ''), result('Success', 'x'), result('Other', 'x')]);
    expect(read.facts.target).toBe('');
    expect(read.findings[0]).toMatchObject({
      severity: 3,
      references: ['https://docs.example/x'],
      identity: ['prowler', 'compute_disk_encrypted', 'shop-prod', 'europe-west1', 'disk-1'],
    });
    expect(codes(read.skipped)).toEqual(['passed', 'suppressed']);
  });

  it('is the same finding by check, account, region and resource', async () => {
    varied(prowlerOcsfJson, ocsf, '0', {
      same: ['message', 'severity', 'status_detail', 'risk_details', 'finding_info.title', 'finding_info.uid'],
      other: ['metadata.event_code', 'cloud.account.uid', 'resources.0.uid', 'resources.0.region'],
    });
    await variedText(prowlerCsv, fixtureText('prowler-csv.csv'), {
      same: ['«S3 Bucket logs has MFA Delete disabled.»', '«Check that MFA Delete is on.»', '«Turn it on.»'],
      other: [';«s3_bucket_no_mfa_delete»;'],
    });
  });
});
