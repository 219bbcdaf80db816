import { describe, expect, it } from 'vitest';
import { type ImportRef, importsWithout, sightingsOf } from '@/lib/findings/sightings';
import type { FindingChange } from '@/lib/findings/types';

const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
const imports = new Map<string, ImportRef>(
  [
    { id: 'one', sourceId: 'trivy', at: at(1) },
    { id: 'two', sourceId: 'trivy', at: at(2) },
    { id: 'three', sourceId: 'trivy', at: at(3) },
    { id: 'four', sourceId: 'trivy', at: at(4) },
    { id: 'other', sourceId: 'grype', at: at(2) },
  ].map((one) => [one.id, one]),
);
const span = {
  sourceId: 'trivy',
  firstImportId: 'one',
  lastImportId: 'four',
  firstSeenAt: at(1),
  lastSeenAt: at(4),
};
const event = (kind: string, importId: string | null, changes: readonly FindingChange[] = []) => ({
  kind,
  importId,
  changes,
});
const source = (before: string | null, after: string | null) => [{ field: 'source', before, after }];
const line = (...args: Parameters<typeof sightingsOf>) =>
  sightingsOf(...args).map(({ importId, change }) => `${importId} ${change}`);

describe('sightings', () => {
  it('run from the first import to the last, with what happened between', () => {
    const history = [event('reopened', 'three'), event('status', null), event('fixed', 'two')];
    expect(line(span, history, imports)).toEqual(['one first', 'two gone', 'three again', 'four last']);
  });

  it('are those of one source: gone from it and back while another still reports the finding', () => {
    const history = [
      event('updated', 'four', source(null, 'trivy')),
      event('updated', 'three', source('trivy', null)),
      event('updated', 'other', source(null, 'grype')),
    ];
    expect(line(span, history, imports)).toEqual(['one first', 'three gone', 'four again']);
  });

  it('hold one entry an import, and the last sight before it was gone', () => {
    const gone = { ...span, lastImportId: 'two', lastSeenAt: at(2) };
    expect(line(gone, [event('fixed', 'three')], imports)).toEqual(['one first', 'two last', 'three gone']);
    const once = { ...span, lastImportId: 'one', lastSeenAt: at(1) };
    expect(line(once, [event('updated', 'one', source(null, 'trivy'))], imports)).toEqual(['one first']);
  });

  it('keep their order where scans are of the same moment', () => {
    const same = new Map([...imports].map(([id, one]) => [id, { ...one, at: at(1) }]));
    const gone = { ...span, lastImportId: 'two', lastSeenAt: at(1) };
    const history = [event('fixed', 'three')];
    expect(line(gone, history, same)).toEqual(['one first', 'two last', 'three gone']);
    expect(line({ ...gone, lastImportId: 'four' }, [event('reopened', 'three'), event('fixed', 'two')], same)).toEqual([
      'one first',
      'two gone',
      'three again',
      'four last',
    ]);
    expect(importsWithout(history)).toEqual(new Set(['three']));
  });

  it('say when content changed, and leave imports out that are no longer known', () => {
    const history = [event('updated', 'two', [{ field: 'title', before: 'a', after: 'b' }]), event('fixed', 'pruned')];
    expect(line(span, history, imports)).toEqual(['one first', 'two changed', 'four last']);
  });
});
