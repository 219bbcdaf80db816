import { describe, expect, it } from 'vitest';
import { awsCloudtrail } from '@/lib/events/shapes/aws-cloudtrail';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [stopped, refused, signIn, service] = drafts(awsCloudtrail, fixture('aws-cloudtrail/trail.json'));

describe('a record of CloudTrail', () => {
  it('says who did what from where', () => {
    expect(stopped).toMatchObject({
      class: 'audit',
      time: '2026-11-22T10:00:00Z',
      key: 'e1',
      outcome: 'success',
      name: 'cloudtrail StopLogging',
      action: 'StopLogging',
      actor: 'kate',
      sourceAddress: '192.0.2.7',
      also: { account: '111122223333', region: 'eu-central-1' },
    });
  });

  it('that was refused failed, and names a session by role and name', () => {
    expect(refused).toMatchObject({ outcome: 'failure', actor: 'assumed-role/deploy/kate' });
    expect(refused?.message).toMatch(/AccessDenied: not authorized$/);
  });

  it('of a sign-in that was refused failed, without an error', () => {
    expect(signIn).toMatchObject({ class: 'identity', outcome: 'failure', actor: 'kate' });
  });

  it('of a service of AWS names the service', () => {
    expect(service).toMatchObject({ actor: 'ec2.amazonaws.com', sourceAddress: 'ec2.amazonaws.com' });
  });

  it.each(['{}', '{"eventSource":"x","eventName":"y"}', '[1]'])('is none: %s', (record) => {
    expect(readings(awsCloudtrail, record)).toEqual(['not_this_shape']);
  });
});

describe.skipIf(!corpus.isThere)('real records', () => {
  it('are read, each with somebody and a time', () => {
    const read = drafts(awsCloudtrail, corpus.text('cloudtrail/ec2_proxy_s3_exfiltration.jsonl'));
    expect(read.length).toBe(103);
    expect(read.filter(({ actor, time, key }) => !actor || !time || !key)).toEqual([]);
  });
});
