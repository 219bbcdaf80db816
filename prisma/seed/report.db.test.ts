import { expect, test } from 'vitest';
import { listAcceptances } from '@/lib/acceptances/data/list';
import { loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { requirePermission } from '@/lib/access/policy';
import { listServices } from '@/lib/backups/data/list';
import { frameworkLines } from '@/lib/compliance/data/controls';
import { isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES } from '@/lib/core/i18n/locales';
import { ctx, readOnly, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { readPdf } from '@/lib/core/testing/pdf';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { readRemediation } from '@/lib/figures/data/remediation';
import { readIncidentFigures } from '@/lib/incidents/data/figures/figures';
import { readFreshness } from '@/lib/overview/data/activity';
import { reportByNumber } from '@/lib/reports/data/list';
import { reportDocument } from '@/lib/reports/document';
import { makeReport } from '@/lib/reports/mutations/make';
import { section } from '@/lib/reports/testing/read';
import { reportWords } from '@/lib/reports/words';
import { endpointSummary, listEndpoints } from '@/lib/tls/data/list';
import { loadEndpointAddress } from '@/lib/tls/search-params';
import { loadSample } from '@/prisma/seed/load';
import { readOrganisation } from '@/prisma/seed/organisation';

withDatabase();

const TENANT = '11111111-1111-4111-8111-111111111111';

test('a report of the sample says what its pages say, in four languages', async () => {
  await loadSample(ctx(system), await readOrganisation('samples'), { folder: 'samples', demoTenant: TENANT });
  const reader = ctx(readOnly(), new Date());
  const number = await makeReport(reader, { team: null, weeks: 13, day: null });
  const report = await reportByNumber(reader, requirePermission(reader, 'posture:read'), number);
  const { content } = report;

  const all = { team: [], product: [] };
  const day = isoDay(reader.now);
  const period = { ...all, at: day, weeks: 13 };
  const scope = (permission: Parameters<typeof requirePermission>[1]) => requirePermission(reader, permission);

  const flow = await readFlow(scope('trend:read'), period, reader.now);
  const findings = section(content, 'findings');
  expect(findings.weeks.at(-1)?.open).toBeGreaterThan(300);
  expect(findings.weeks.map(({ day, open }) => ({ day, open }))).toEqual(
    flow.points.map(({ day, open }) => ({ day, open })),
  );
  expect(findings.fixes).toEqual(await readRemediation(scope('trend:read'), period));
  const ages = await readAges(scope('trend:read'), period, day);
  expect(findings.ages.week.high).toBe(ages.week.high.n);

  expect(section(content, 'tls')).toMatchObject(await endpointSummary(scope('tls:read'), all, reader.now));
  const address = new URLSearchParams({ target: 'missed' });
  const { sort: order, view: _view, saved: _saved, ...missing } = loadEndpointAddress(address);
  const below = await listEndpoints(scope('tls:read'), { filter: missing, order, cursor: null }, reader.now);
  expect(below.rows).not.toHaveLength(0);
  expect(section(content, 'tls').below).toEqual(
    below.rows.map(({ id, name, product, letter, target, expiresAt }) => ({
      ...{ id, name, product: product.name, letter, target, expiresAt },
    })),
  );
  const services = await listServices(scope('backup:read'), { ...all, state: [] });
  expect(services).not.toHaveLength(0);
  expect(section(content, 'recovery').services.map(({ name }) => name)).toEqual(services.map(({ name }) => name));

  const incidents = await readIncidentFigures(scope('incident:read'), period, reader.now);
  expect(section(content, 'incidents')).toMatchObject({
    counted: incidents.counted.counted,
    times: incidents.times.all,
  });
  const frameworks = await frameworkLines(scope('compliance:read'), new Date(content.asOf));
  expect(section(content, 'controls').frameworks.map(({ id, counts }) => ({ id, counts }))).toEqual(
    frameworks.map(({ id, summary: { counts } }) => ({ id, counts })),
  );
  const held = await unsafeDb().acceptance.count({ where: { state: 'approved', expiresAt: { gt: reader.now } } });
  expect(section(content, 'risks')).toMatchObject({ total: held, waiting: 1 });
  const filter = { ...loadAcceptanceAddress(new URLSearchParams({ state: 'requested' })) };
  const viewer = { personId: '', decides: null, now: reader.now };
  const waiting = await listAcceptances(
    scope('finding:read'),
    { filter, order: 'requested.asc', cursor: null },
    viewer,
  );
  expect(section(content, 'risks').requests).toEqual(
    waiting.rows.map(({ number, product, requester, requestedAt, expiresAt }) => ({
      ...{ number, product: product.name, requester: requester.name, requestedAt, expiresAt },
    })),
  );
  const fresh = await readFreshness(scope('import:read'), all, reader.now);
  expect(section(content, 'sources')).toMatchObject({ total: fresh.sources, silent: fresh.silent });

  for (const locale of LOCALES) {
    const words = await reportWords(locale, 'Europe/Berlin', reader.now);
    const { pages, info, outline } = await readPdf(await toPdf(reportDocument(report, words, { withAnnex: true })));
    expect(info).toMatchObject({ Language: locale, Title: expect.stringContaining(words.t('place.whole')) });
    expect(outline).toContain(words.t('sections.decide'));
    const nodes = pages.flatMap(({ nodes }) => nodes);
    const figures = nodes.filter(({ role }) => role === 'Figure');
    expect(figures.length).toBeGreaterThanOrEqual(6);
    expect(figures.filter(({ alt }) => !alt)).toEqual([]);
    expect(pages.map(({ words: said }) => said).join(' ')).toContain(report.sha256);
  }
});

test('a report of a team and of a day that has passed leaves out what is not known of them, and says so', async () => {
  await loadSample(ctx(system), await readOrganisation('samples'), { folder: 'samples', demoTenant: TENANT });
  const reader = ctx(readOnly(), new Date(Date.now() + 2 * 86_400_000));
  const input = { team: 'shop', weeks: 4, day: isoDay(new Date()) } as const;
  const number = await makeReport(reader, input);
  const report = await reportByNumber(reader, requirePermission(reader, 'posture:read'), number);
  expect(report.content.sections.map(({ id }) => id)).toEqual(['posture', 'findings', 'incidents', 'risks']);
  const words = await reportWords('en', 'UTC', reader.now);
  const { subtitle } = reportDocument(report, words, { withAnnex: false });
  expect(subtitle).toContain(words.t('document.past'));
  expect(subtitle).toContain(words.t('document.team'));
});
