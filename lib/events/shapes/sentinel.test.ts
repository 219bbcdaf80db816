import { describe, expect, it } from 'vitest';
import { sentinel } from '@/lib/events/shapes/sentinel';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);

describe('an incident that an automation rule sends', () => {
  const [incident, alert, again, closed] = drafts(sentinel, fixture('sentinel/incidents.json'));

  it('names its entities, of each kind the first', () => {
    expect(incident).toMatchObject({
      class: 'detection',
      name: 'Sign-ins from two countries',
      time: '2026-11-20T08:02:00.7654321Z',
      severity: 3,
      action: 'New',
      techniques: ['T1078', 'InitialAccess'],
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.7',
      host: 'pc-7',
      process: 'whoami /all',
      file: 'C:\\Temp\\a.exe',
    });
  });

  it('brings its alerts', () => {
    expect(alert).toMatchObject({ name: 'Impossible travel', key: 'al-1/new/medium', severity: 2 });
  });

  it('is the same in another letter case, and another one once it changed', () => {
    expect(again?.key).toBe(incident?.key);
    expect(closed?.key).not.toBe(incident?.key);
    expect([again?.severity, closed?.severity]).toEqual([2, 0]);
    expect(closed?.message).toBe('Looked into\nClosed: FalsePositive, InaccurateData. A journey');
  });

  it('of a severity that we do not know counts as medium', () => {
    expect(again?.severity).toBe(2);
  });
});

it('what is no incident and no alert is refused', () => {
  const texts = ['{"title":"x"}', '{"properties":"{broken"}', '{"object":{"properties":null}}', '[["a"]]'];
  expect(texts.flatMap((text) => readings(sentinel, text))).toEqual(Array(4).fill('not_this_shape'));
});

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('an incident', () => {
    expect(drafts(sentinel, corpus.text('sentinel/incident_2023-11-01.json'))).toMatchObject([
      {
        name: 'My incident',
        severity: 0,
        action: 'Closed',
        time: '2019-01-01T13:15:30Z',
        techniques: ['InitialAccess', 'Persistence'],
        key: expect.stringMatching(/incidents\/73e01a99-5cd7-4139-a149-9f2736ff2ab5\/closed\/2019-01-01t13:15:30z$/),
      },
    ]);
  });

  it('its alerts', () => {
    expect(drafts(sentinel, corpus.text('sentinel/incident_alerts_2023-02-01.json'))).toMatchObject([
      { name: 'myAlert', severity: 1, time: '2020-07-20T18:21:53.6158361Z' },
    ]);
  });

  it('a list of entities tells of no event', () => {
    expect(readings(sentinel, corpus.text('sentinel/incident_entities_2023-02-01.json'))).toEqual(['not_this_shape']);
  });
});
