import { describe, expect, it } from 'vitest';
import { cloudsploitJson } from '@/lib/imports/parsers/cloudsploit';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('cloudsploit.json');
const { findings, skipped } = readJson(cloudsploitJson, report);

describe('cloudsploit', () => {
  it('knows its reports', () => {
    expect(cloudsploitJson.recognise(report)).toBe(1);
    expect(cloudsploitJson.recognise([{ plugin: 'x' }])).toBe(0);
    expect(cloudsploitJson.recognise([])).toBe(0);
  });

  it('takes what fails and what warns', () => {
    expect(findings[0]).toMatchObject({
      severity: 3,
      severityReported: 'FAIL',
      tags: ['CloudTrail'],
      identity: ['cloudsploit', 'cloudtrailBucketDelete', 'eu-west-1', 'arn:aws:s3:::logs'],
    });
    expect(findings[1]).toMatchObject({ severity: 2, identity: ['cloudsploit', 'b', 'eu-west-1', ''] });
  });

  it('counts what is fine and what could not be seen', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'scanner_error']);
  });

  it('is the same finding by plugin, region and resource', () => {
    varied(cloudsploitJson, report, '0', {
      same: ['title', 'description', 'message', 'category'],
      other: ['plugin', 'region', 'resource'],
    });
  });
});
