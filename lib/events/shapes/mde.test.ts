import { describe, expect, it } from 'vitest';
import { mde } from '@/lib/events/shapes/mde';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [fresh, taken, bare] = drafts(mde, fixture('mde/alerts.json'));

describe('an alert of Defender for Endpoint', () => {
  it('names machine, person, process and address', () => {
    expect(fresh).toMatchObject({
      class: 'detection',
      key: 'da1/new/medium',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 2,
      name: 'Credential dump',
      message: 'lsass was read',
      host: 'pc-7.example.test',
      actor: 'CORP\\kate',
      process: 'rundll32 x',
      sourceAddress: '192.0.2.4',
      techniques: ['T1003.001', 'CredentialAccess'],
    });
  });

  it('that somebody works on is another state, at the time of that', () => {
    expect(taken).toMatchObject({ key: 'da1/inprogress/medium', time: '2026-11-20T09:00:00Z' });
  });

  it('of no severity counts as medium, and a machine without name by its id', () => {
    expect(bare).toMatchObject({ severity: 2, host: 'm2' });
  });
});

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('an alert', () => {
    expect(drafts(mde, corpus.text('mde/alert.json'))).toMatchObject([
      {
        name: 'Low-reputation arbitrary code executed by signed executable',
        severity: 1,
        time: '2021-01-26T20:33:57.7220239Z',
        host: 'temp123.middleeast.corp.microsoft.com',
        actor: 'temp123@microsoft.com',
        process: 'rundll32.exe  c:\\temp\\suspicious.dll,RepeatAfterMe',
        file: 'c:\\temp\\suspicious.dll',
        techniques: ['T1064', 'T1085', 'T1220', 'Execution'],
      },
    ]);
  });

  it.each(['machine', 'machine_action_isolate', 'machines_list_constructed'])('%s tells of no alert', (name) => {
    const found = readings(mde, corpus.text(`mde/${name}.json`));
    expect(new Set(found)).toEqual(new Set(['not_this_shape']));
  });
});
