import { describe, expect, it } from 'vitest';
import { logAnalytics } from '@/lib/events/shapes/log-analytics';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [connection, mail, inbound, streamed, ...others] = drafts(logAnalytics, fixture('log-analytics/rows.jsonl'));
const [signIn, audit, alert, incident, rule, flow, kubernetes, hunted, own, exec] = others;

describe('rows of tables without a reader of their own', () => {
  it('a connection of a machine', () => {
    expect(connection).toMatchObject({
      class: 'network',
      time: '2026-11-20T08:00:00.1234567Z',
      name: 'VMConnection',
      message: 'VMConnection, bash, 10.0.0.4 → 192.0.2.6:443',
      action: 'outbound',
      sourceAddress: '10.0.0.4',
      targetAddress: '192.0.2.6',
      host: 'web-1',
      process: 'bash',
      also: { port: '443', table: 'VMConnection' },
    });
  });

  it('mail that was read', () => {
    expect(mail).toMatchObject({
      class: 'audit',
      outcome: 'success',
      name: 'MailItemsAccessed',
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.1',
    });
  });

  it('advanced hunting without its table; who came in is the source', () => {
    expect(inbound).toMatchObject({
      class: 'host',
      time: '2026-11-20T08:00:02.7654321Z',
      actor: 'CORP\\kate',
      host: 'pc-7',
      process: 'svc.exe -k',
      sourceAddress: '198.51.100.7',
      targetAddress: '10.0.0.7',
    });
  });

  it('advanced hunting as Defender streams it', () => {
    expect(streamed).toMatchObject({
      class: 'host',
      time: '2026-11-20T08:00:03Z',
      name: 'ProcessCreated',
      actor: 'corp\\kate',
      process: 'a.exe /q',
      file: 'C:\\Temp\\a.exe',
      also: { table: 'DeviceProcessEvents' },
    });
  });

  it('an alert is a detection with its severity', () => {
    expect(hunted).toMatchObject({ class: 'detection', severity: 3, name: 'Ransomware' });
  });

  it('anybody’s table', () => {
    expect(own).toMatchObject({ class: 'host', name: 'Own_CL', message: 'Own_CL, hello' });
    expect(own?.host).toBe('');
  });
});

describe('rows of tables with a shape of their own go through its reader', () => {
  it('Entra', () => {
    expect(signIn).toMatchObject({ class: 'identity', outcome: 'failure', key: 's-1/50126' });
    expect(audit).toMatchObject({ class: 'audit', actor: 'deployer', key: 'a-1/update policy' });
  });

  it('Sentinel and Defender', () => {
    expect(alert).toMatchObject({
      class: 'detection',
      key: 'sa-1/new/low',
      host: 'web-1',
      sourceAddress: '198.51.100.7',
      techniques: ['T1046', 'Discovery', 'Reconnaissance'],
    });
    expect(incident).toMatchObject({
      severity: 3,
      key: 'guid-1/new/2026-11-20t08:00:06.5z',
      techniques: ['Discovery'],
    });
  });

  it('the table that many resources share', () => {
    expect(rule).toMatchObject({ class: 'web', severity: 2, sourceAddress: '198.51.100.7', host: 'shop.example.test' });
    expect(flow).toMatchObject({ class: 'network', outcome: 'failure', targetAddress: '192.0.2.1' });
    expect(exec).toMatchObject({
      name: 'get pods/exec',
      actor: 'kate',
      sourceAddress: '192.0.2.1',
      pod: 'web-1',
      process: 'sh',
      outcome: 'success',
      cluster: '/subscriptions/s/aks-1',
    });
    expect(kubernetes).toMatchObject({ class: 'audit', name: 'list secrets', actor: 'kate', outcome: 'failure' });
  });
});

it('what is no row is refused', () => {
  expect(readings(logAnalytics, '{"TimeGenerated":"2026-11-20T08:00:00Z"} {"Type":"X"} {}')).toEqual(
    Array(3).fill('not_this_shape'),
  );
});

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('Entra audit', () => {
    const rows = drafts(logAnalytics, corpus.text('log-analytics/AADAuditEvents.jsonl'));
    expect(rows.map((row) => [row.class, row.outcome, row.actor])).toEqual(
      Array(4).fill(['audit', 'success', 'pgustavo@simulandlabs.com']),
    );
  });

  it('Office activity', () => {
    expect(drafts(logAnalytics, corpus.text('log-analytics/OfficeActivityEvents.jsonl'))).toMatchObject([
      { class: 'audit', name: 'MailItemsAccessed', actor: 'pgustavo@simulandlabs.com', sourceAddress: '1.2.3.4' },
    ]);
  });

  it('advanced hunting: five searches of a machine, four of the cloud', () => {
    const rows = drafts(logAnalytics, corpus.text('log-analytics/Microsoft365DefenderEvents.jsonl'));
    expect(rows.map((row) => [row.class, row.name, row.actor, row.sourceAddress])).toEqual([
      ...Array(5).fill(['host', 'LdapSearch', 'wardog@simulandlabs.com', '']),
      ...Array(2).fill(['audit', 'Directory Services replication', 'pgustavo@simulandlabs.com', '192.168.2.5']),
      ['audit', 'MailItemsAccessed', 'SimuLandApp', '1.2.3.4'],
      ['audit', 'Add delegated permission grant.', 'pgustavo@simulandlabs.com', ''],
    ]);
    expect(rows[0]).toMatchObject({ host: 'adfs01.simulandlabs.com', process: '"powershell.exe"' });
  });

  it('connections of Log4Shell', () => {
    const rows = drafts(logAnalytics, corpus.text('log-analytics/VMConnection_log4shell.jsonl'));
    expect(rows.map((row) => [row.class, row.action, row.process, row.targetAddress, row.also?.port])).toEqual([
      ['network', 'outbound', 'java', '192.168.2.6', '8888'],
      ['network', 'outbound', 'java', '192.168.2.6', '1389'],
      ['network', 'inbound', 'java', '192.168.2.5', '8080'],
      ['network', 'outbound', 'bash', '192.168.2.6', '443'],
      ['network', 'outbound', 'java', '127.0.0.53', '53'],
    ]);
  });
});
