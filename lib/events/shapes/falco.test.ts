import { describe, expect, it } from 'vitest';
import { falco } from '@/lib/events/shapes/falco';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';
import { parseTime } from '@/lib/events/time';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [shell, connection, six, written, refused] = drafts(falco, fixture('falco/alerts.jsonl'));

describe('an alert of Falco', () => {
  it('says who did what where, to the nanosecond', () => {
    expect(shell).toMatchObject({
      class: 'detection',
      time: '2026-11-22T09:00:00.123456789Z',
      key: '5f1a1f0a-2d53-4b0c-9d3c-4d9f5b8b4a01',
      severity: 1,
      outcome: 'unknown',
      name: 'Terminal shell in container',
      techniques: ['T1059', 'mitre_execution'],
      action: 'execve',
      actor: 'root',
      host: 'node-1',
      namespace: 'shop',
      pod: 'web-7d9',
      container: 'web',
      image: 'registry.example.test/web:1.4',
      process: 'bash -i',
      file: '',
    });
  });

  it('with a time that is none takes the count of nanoseconds', () => {
    expect(connection?.time).toMatch(/^17953416005\d{8}$/);
  });

  it('knows nothing where Falco does not', () => {
    expect(connection).toMatchObject({ namespace: '', pod: '', image: '', container: '', key: '', host: '' });
  });

  it('of a connection has addresses without ports', () => {
    expect(connection).toMatchObject({ sourceAddress: '10.1.2.3', targetAddress: '203.0.113.9', file: '' });
    expect(six).toMatchObject({ severity: 3, sourceAddress: '2001:db8::1', targetAddress: '2001:db8::2' });
  });

  it('of a file names it', () => {
    expect(written).toMatchObject({ severity: 4, file: '/bin/hack', sourceAddress: '', process: 'touch /bin/hack' });
  });

  it('of the API server’s audit has its user, pod, command and refusal', () => {
    expect(refused).toMatchObject({
      outcome: 'failure',
      actor: 'kate',
      action: 'get',
      sourceAddress: '203.0.113.7',
      namespace: 'shop',
      pod: 'web-7d9',
      process: 'sh',
    });
  });

  it.each([
    '{}',
    '[]',
    '{"rule": "x"}',
    '{"rule": "x", "priority": "urgent"}',
    '{"rule": {}, "priority": "Error"}',
    '{"rule": "x", "priority": "__proto__"}',
  ])('is none: %s', (text) => {
    expect(readings(falco, text).every((reading) => reading === 'not_this_shape')).toBe(true);
  });

  it('may have strange fields', () => {
    const [only] = drafts(falco, '{"rule":"x","priority":"Debug","time":null,"tags":"a","output_fields":[1]}');
    expect(only).toMatchObject({ time: '', techniques: [], severity: 0 });
  });
});

describe.skipIf(!corpus.isThere)('real alerts', () => {
  const alerts = corpus.isThere ? drafts(falco, corpus.text('falco/falco_events.jsonl')) : [];

  it('are read, all of them, each with a time', () => {
    expect(alerts).toHaveLength(15);
    expect(alerts.filter(({ time }) => parseTime(time) === null)).toEqual([]);
    const invalid = alerts.find(({ name }) => name === 'Fake rule');
    expect(invalid).toMatchObject({ time: '1618347519000000', file: '/bin/hack' });
  });

  it('of an exec name pod and command', () => {
    const execs = alerts.filter(({ name }) => name === 'Attach/Exec Pod');
    expect(execs.map(({ pod, process, actor }) => [pod, process, actor])).toEqual([
      ['nginx-676b6c5bbc-4xc6t', 'cat', 'kubernetes-admin'],
      ['kubecon', 'sh', 'kubernetes-admin'],
    ]);
  });

  it('are read as falcosidekick forwards them', () => {
    const [forwarded] = drafts(falco, corpus.text('falco/falcosidekick_forwarded.json'));
    expect(forwarded).toMatchObject({
      time: '2019-05-17T15:31:56.746609046Z',
      key: '7c1d6e0e-3f0b-4c62-9b52-0d3b1f3f9a11',
      severity: 3,
      host: 'localhost',
      file: '/bin/hack',
    });
  });
});
