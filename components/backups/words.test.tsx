import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { PartSection } from '@/components/backups/part-section';
import { ServiceGrid } from '@/components/backups/service-grid';
import { TestCalendar } from '@/components/backups/test-calendar';
import { VerdictTable } from '@/components/backups/verdict-table';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { REASON_CODES, type Verdict } from '@/lib/backups/types';
import type { PartView, ServiceDetail } from '@/lib/backups/view-types';
import { loadMessages } from '@/lib/core/i18n/messages';

const FROM = '2026-11-20T12:00:00.000Z';
const AT = '2026-11-22T12:00:00.000Z';
const LENGTHS = { seconds: 90_000, measured: 60, limit: 1800, allowance: 1800 };
const INSTANTS = { at: AT, from: AT, to: AT, due: AT, on: AT, last: AT };
const COUNTS = { days: 92, tests: 2, percent: 120, have: 1, want: 2, copies: 1, open: 'no', atLeast: 'yes' };
const WORDS = {
  site: 'fra',
  with: 'AES',
  note: 'x',
  key: 'k',
  asset: 'db',
  clock: 'future',
  name: 'nightly',
  source: 'nightly',
};
const params = { ...LENGTHS, ...INSTANTS, ...COUNTS, ...WORDS };

const VERDICT: Verdict = {
  ...{ objective: 'rpo', state: 'missed', value: 90_000, target: 3600, since: AT },
  reasons: REASON_CODES.map((code) => ({ code, params })),
};
const ROW = { id: '1', name: 'Shop', product: { id: 'p', slug: 'p', name: 'P' }, plans: 0, silent: ['nightly'] };

const GAP = { from: FROM, to: AT, seconds: 90_000, open: true, atLeast: false };
const PART: PartView = {
  ...{
    part: 'db',
    loseNow: 90_000,
    degree: 'critical',
    newest: FROM,
    oldest: FROM,
    anyFrom: FROM,
    anyUntil: AT,
    anyRepository: '2',
  },
  ...{ copies: 2, worst: GAP, achievable: 86_400, gaps: [GAP], size: { now: 1e9, perDay: 1e6 }, duration: null },
  sites: [{ name: 'fra', newest: FROM, encryption: 'AES', immutableUntil: AT, fresh: false }],
  points: [
    {
      ...{ key: '1', asset: 'db', kind: 'full', status: 'ok', at: FROM, seconds: 60, bytes: 1000, repository: '1' },
      ...{ location: 'fra', encryption: 'AES', restorable: true, clock: null, note: '' },
    },
  ],
};
const SERVICE: ServiceDetail = {
  ...{ id: '1', version: 1, name: 'Shop', note: '', product: ROW.product, createdAt: FROM, verdicts: [VERDICT] },
  ...{ objectives: { ...DEFAULT_OBJECTIVES, since: FROM, byName: 'Ada' }, history: [], plans: [], parts: [PART] },
  ...{ checks: [{ key: 'c', at: FROM, method: 'data', result: 'damaged', note: '' }], tests: [], testDue: AT },
  ...{ now: AT, from: FROM, rights: { write: false, test: false }, sources: [] },
};

describe.each(['en', 'de', 'it', 'nl'] as const)('in %s', (locale) => {
  it('every reason has its words, with lengths and instants written out', async () => {
    const failed: unknown[] = [];
    const html = renderToStaticMarkup(
      <NextIntlClientProvider
        locale={locale}
        timeZone="UTC"
        now={new Date(AT)}
        messages={await loadMessages(locale)}
        formats={{ dateTime: { exact: { dateStyle: 'medium', timeStyle: 'short' } } }}
        onError={(error) => failed.push(error)}
      >
        <VerdictTable verdicts={[VERDICT]} />
        <PartSection part={PART} alone={false} service={SERVICE} />
        <TestCalendar items={[{ id: '1', name: 'Shop', product: 'P', due: AT, late: true, last: null }]} />
        <ServiceGrid rows={[{ ...ROW, verdicts: [VERDICT], evaluatedAt: AT }]} />
      </NextIntlClientProvider>,
    );
    expect(failed).toEqual([]);
    expect(html).not.toContain('90000');
    expect(html).not.toContain(`>${AT}<`);
  });
});
