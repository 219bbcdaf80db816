import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { type Permission, requirePermission } from '@/lib/access/policy';
import { listServices } from '@/lib/backups/data/list';
import { frameworkLines } from '@/lib/compliance/data/controls';
import type { Actor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES } from '@/lib/core/i18n/locales';
import { ctx, grants, person, readOnly, roleless, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { readPdf } from '@/lib/core/testing/pdf';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { readRemediation } from '@/lib/figures/data/remediation';
import { live } from '@/lib/figures/testing';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { readIncidentFigures } from '@/lib/incidents/data/figures/figures';
import { readFreshness } from '@/lib/overview/data/activity';
import { listReports, reportByNumber } from '@/lib/reports/data/list';
import { reportDocument } from '@/lib/reports/document';
import { makeReport } from '@/lib/reports/mutations/make';
import { section } from '@/lib/reports/testing/read';
import { reportWords } from '@/lib/reports/words';
import { readPosture } from '@/lib/safeguards/data/posture';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';
import { endpointSummary } from '@/lib/tls/data/list';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = addDays(NOW, 7);
const WHOLE = { team: null, weeks: 13, day: null } as const;

const scopeOf = (actor: Actor) => requirePermission(ctx(actor), 'posture:read');
const read = (actor: Actor, number: number) => reportByNumber(ctx(actor, LATER), scopeOf(actor), number);

const teamOf = async (teamId: string) => (await unsafeDb().team.findUniqueOrThrow({ where: { id: teamId } })).slug;
const scanned = (productId: string, at: Date) =>
  unsafeDb().source.create({ data: { productId, scanner: 'trivy', target: 'api', lastScanAt: at, lastImportAt: at } });

describe('a report', () => {
  it('shows the promises as their page does, and what changed since the report before', async () => {
    const { productId, teamId } = await aProduct();
    await evaluate(ctx(system, NOW));
    const reader = readOnly();
    const first = await makeReport(ctx(reader, NOW), WHOLE);
    await scanned(productId, LATER);
    await evaluate(ctx(system, LATER));
    const second = await makeReport(ctx(reader, LATER), WHOLE);
    const { content } = await read(reader, second);
    const posture = section(content, 'posture');
    const page = await readPosture(scopeOf(reader), { team: [], product: [] }, LATER);
    const { points, of, excepted, idle } = page.score;
    expect(posture.score).toEqual({ points, of, excepted, idle });
    const facts = ({
      id,
      state,
      good,
      total,
      since,
    }: (typeof page.rows)[number] | (typeof posture.promises)[number]) => [...[id, state, good, total, since]];
    expect(posture.promises.map(facts)).toEqual(page.rows.map(facts));
    expect(content.comparedWith).toEqual({ at: NOW.toISOString(), report: first });
    expect(posture.promises.find(({ id }) => id === 'B1')).toMatchObject({ state: 'met', before: 'unknown' });

    const slug = await teamOf(teamId);
    const team = await makeReport(ctx(reader, LATER), { ...WHOLE, team: slug });
    const own = section((await read(reader, team)).content, 'posture');
    const narrowed = await readPosture(scopeOf(reader), { team: [slug], product: [] }, LATER);
    expect(own.promises.map(facts)).toEqual(narrowed.rows.map(facts));
  });

  it('stays as it was made: its hash is in the audit trail, and the database refuses to change it', async () => {
    const reader = readOnly();
    const number = await makeReport(ctx(reader, NOW), WHOLE);
    const row = await unsafeDb().report.findUniqueOrThrow({ where: { number } });
    expect(row.sha256).toBe(createHash('sha256').update(row.text).digest('hex'));
    const entry = await unsafeDb().auditEntry.findFirstOrThrow({ where: { targetKind: 'report', targetId: row.id } });
    expect(entry).toMatchObject({ action: 'report.made', actorId: reader.id });
    expect(entry.text).toContain(row.sha256);
    await expect(unsafeDb().report.update({ where: { number }, data: { text: '{}' } })).rejects.toThrow();
    await expect(unsafeDb().report.delete({ where: { number } })).rejects.toThrow();
    await expect(asOwner('TRUNCATE report')).rejects.toThrow(/append-only/);
    await evaluate(ctx(system, LATER));
    expect((await read(reader, number)).content.asOf).toBe(NOW.toISOString());
  });

  it('is made and read by who may see all that it is about, today', async () => {
    const mine = await aProduct();
    const other = await aProduct();
    const team = await teamOf(mine.teamId);
    const engineer = person('Engineer', [mine.productId]);
    await expect(makeReport(ctx(engineer, NOW), WHOLE)).rejects.toMatchObject({ code: 'not_found' });
    const foreign = await teamOf(other.teamId);
    await expect(makeReport(ctx(engineer, NOW), { ...WHOLE, team: foreign })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(makeReport(ctx(engineer, NOW), { ...WHOLE, team: 'no-such-team' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(makeReport(ctx(roleless(), NOW), WHOLE)).rejects.toMatchObject({ code: 'forbidden' });
    const number = await makeReport(ctx(engineer, NOW), { ...WHOLE, team });
    const whole = await makeReport(ctx(readOnly(), NOW), WHOLE);
    const numbers = async (actor: Actor) => (await listReports(scopeOf(actor))).map((row) => row.number);
    expect(await numbers(engineer)).toEqual([number]);
    expect(await numbers(readOnly())).toEqual(expect.arrayContaining([number, whole]));
    for (const [actor, one] of [
      [engineer, whole],
      [stranger(), number],
      [person('Engineer', [other.productId]), number],
    ] as const) {
      expect(await numbers(actor)).not.toContain(one);
      await expect(read(actor, one)).rejects.toMatchObject({ code: 'not_found' });
    }
    // The team got a product since: what the report tells of is still all that its reader sees.
    await unsafeDb().product.update({ where: { id: other.productId }, data: { teamId: mine.teamId } });
    expect((await read(engineer, number)).number).toBe(number);
  });

  it('shows the figures of every page as that page does', async () => {
    const { productId } = await aProduct();
    const fixed = (daysAgo: number) => [{ daysAgo, status: 'fixed', kind: 'fixed' }];
    await live(
      [productId],
      [
        { product: 0, severity: 3, seen: 40, turns: [] },
        { product: 0, severity: 4, seen: 30, turns: fixed(25) },
        { product: 0, severity: 3, seen: 60, turns: fixed(20) },
      ],
    );
    const reader = readOnly();
    const { content } = await read(reader, await makeReport(ctx(reader, LATER), WHOLE));
    const reads = (right: Permission) => requirePermission(ctx(reader), right);
    const filter = { team: [], product: [], at: '2026-11-29', weeks: 13 };
    const findings = section(content, 'findings');
    const fixes = await readRemediation(reads('trend:read'), filter);
    expect(findings.fixes).toEqual(fixes);
    expect(fixes.all).toMatchObject({ fixed: 2, due: 2, met: 1 });
    expect(fixes.severities.high).toMatchObject({ fixed: 1, medianDays: 40, due: 1, met: 0 });
    expect(findings.weeks).toEqual((await readFlow(reads('trend:read'), filter, LATER)).points);
    const ages = await readAges(reads('trend:read'), filter, filter.at);
    expect(AGE_NAMES.map((age) => findings.ages[age].high)).toEqual(AGE_NAMES.map((age) => ages[age].high.n));
    expect(section(content, 'tls')).toMatchObject(await endpointSummary(reads('tls:read'), filter, LATER));
    const services = await listServices(reads('backup:read'), { team: [], product: [], state: [] });
    expect(section(content, 'recovery').services.map(({ name }) => name)).toEqual(services.map(({ name }) => name));
    const incidents = await readIncidentFigures(reads('incident:read'), filter, LATER);
    expect(section(content, 'incidents')).toMatchObject({
      ...{ counted: incidents.counted.counted, times: incidents.times.all, before: incidents.times.before },
    });
    const lines = await frameworkLines(reads('compliance:read'), LATER);
    expect(section(content, 'controls').frameworks.map(({ id, counts }) => [id, counts])).toEqual(
      lines.map(({ id, summary }) => [id, summary.counts]),
    );
    const { sources, silent } = await readFreshness(reads('import:read'), filter, LATER);
    expect(section(content, 'sources')).toMatchObject({ total: sources, silent });
  });

  it('leaves out what its reader may not see at its source', async () => {
    const { productId, teamId } = await aProduct();
    const number = await makeReport(ctx(readOnly(), NOW), { ...WHOLE, team: await teamOf(teamId) });
    const approver = person('Engineer', [], {
      roles: [],
      duties: [{ duty: 'RiskApprover', grants: grants([productId]) }],
    });
    const { content, hidden } = await read(approver, number);
    expect(content.sections.map(({ id }) => id)).not.toContain('incidents');
    expect(content.sections.map(({ id }) => id)).toContain('risks');
    expect(hidden).toBe(2);
    expect((await read(readOnly(), number)).hidden).toBe(0);
  });

  it.each(LOCALES)('is a PDF in %s: tagged, named, its drawings in words, the same bytes each time', async (locale) => {
    const reader = readOnly();
    const report = await read(reader, await makeReport(ctx(reader, LATER), WHOLE));
    const words = await reportWords(locale, 'Europe/Berlin', LATER);
    const faultyText = vi.spyOn(console, 'error');
    const make = () => toPdf(reportDocument(report, words, { withAnnex: true }));
    const file = await make();
    const { pages, info, outline } = await readPdf(file);
    expect(info).toMatchObject({
      Title: words.t('document.title', { place: words.t('place.whole') }),
      Language: locale,
    });
    const figures = pages.flatMap(({ nodes }) => nodes).filter(({ role }) => role === 'Figure');
    expect(figures.length).toBeGreaterThanOrEqual(3);
    for (const { alt } of figures) expect(alt).toMatch(/\S{2,}/);
    expect(outline).toEqual(expect.arrayContaining([words.t('sections.summary'), words.t('sections.annex')]));
    const said = pages.map((page) => page.words).join(' ');
    expect(said.replaceAll(' ', '')).toContain(report.sha256);
    expect(said).not.toMatch(/reports\.[a-z]|\{[a-z]+[,}]/);
    expect(Buffer.compare(file, await make())).toBe(0);
    expect(faultyText).not.toHaveBeenCalled();
  });

  it('of a day that has passed shows what was known at its end', async () => {
    const reader = readOnly();
    const number = await makeReport(ctx(reader, LATER), { ...WHOLE, day: '2026-11-22' });
    const { content } = await read(reader, number);
    expect(content.asOf).toBe('2026-11-22T23:59:59.999Z');
    const page = await readPosture(scopeOf(reader), { team: [], product: [] }, new Date(content.asOf));
    expect(section(content, 'posture').score.points).toBe(page.score.points);
    // Of these only the present is known.
    const ids = content.sections.map(({ id }) => id);
    for (const id of ['tls', 'recovery', 'sources'] as const) expect(ids).not.toContain(id);
  });

  it('says of the report before what that one says, though its figures were renewed the same day', async () => {
    const [one, two] = [await aProduct(), await aProduct(), await aProduct()];
    const reader = readOnly();
    const make = async (at: Date) => {
      const number = await makeReport(ctx(reader, at), { ...WHOLE, weeks: 4 });
      return { number, posture: section((await read(reader, number)).content, 'posture') };
    };
    const day = addDays(NOW, 30);
    const later = (hours: number) => new Date(day.getTime() + hours * 3_600_000);
    await scanned(one.productId, day);
    await evaluate(ctx(system, day));
    const first = await make(day);
    await scanned(two.productId, later(1));
    await evaluate(ctx(system, later(2)));
    const second = await make(addDays(day, 7));
    const told = first.posture;
    expect(second.posture.scoreBefore).toEqual({ points: told.score.points, of: told.score.of });
    expect(second.posture.promises.map(({ id, before }) => [id, before])).toEqual(
      told.promises.map(({ id, state, since }) => [id, since === null ? null : state]),
    );
    // Else nothing is proved here: what is known of that moment today is something else.
    const today = await readPosture(scopeOf(reader), { team: [], product: [] }, day);
    expect(today.score.points).not.toBe(told.score.points);
  });
});
