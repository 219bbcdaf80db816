import { describe, expect, it } from 'vitest';
import { list } from '@/lib/core/json';
import { kicsJson } from '@/lib/imports/parsers/kics';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('kics.json');
const { facts, findings } = readJson(kicsJson, report);
const [secret, second, missing] = findings;

describe('kics', () => {
  it('knows its reports, also without findings', () => {
    expect(kicsJson.recognise(report)).toBe(1);
    expect(kicsJson.recognise({ queries_total: 1, files_scanned: 1, queries: [] })).toBe(1);
    expect(kicsJson.recognise({ queries: [] })).toBe(0);
    expect(facts).toEqual({
      scanner: 'kics',
      target: '',
      scanAt: new Date('2024-04-03T10:01:00.500Z'),
      toolVersion: '1.7.13',
    });
  });

  it('takes faults by the path to them within the file', () => {
    expect(missing).toMatchObject({
      kind: 'configuration',
      title: 'S3 Bucket Logging Disabled',
      severity: 0,
      severityReported: 'TRACE',
      location: { path: '../deploy/s3.tf', line: 5, resource: 'aws_s3_bucket.logs' },
      tags: ['Terraform', 'Observability'],
      identity: ['kics', 'f861041c-8c9f-4156-acfc-5e6e524f5884', '../deploy/s3.tf', 'aws_s3_bucket[this]', ''],
    });
    expect(missing?.description).toContain("`'logging' is undefined`");
  });

  it('tells secrets of one file apart and keeps none', () => {
    expect(secret).toMatchObject({ kind: 'secret', severity: 3, cwe: [798] });
    expect(secret?.identity).not.toEqual(second?.identity);
    expect(JSON.stringify(secret)).not.toContain('n0t-a-real-key');
  });

  it('is the same finding by query, file and search key', () => {
    const alone = { queries: list(report, 'queries').slice(1) };
    varied(kicsJson, alone, 'queries.0', {
      same: [
        'query_name',
        'severity',
        'description',
        'files.0.line',
        'files.0.expected_value',
        'files.0.similarity_id',
      ],
      other: ['query_id', 'files.0.file_name', 'files.0.search_key', 'files.0.search_value'],
    });
  });
});
