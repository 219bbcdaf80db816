import 'server-only';
import { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { Preparer } from '@/lib/imports/apply/prepare';
import { type ReadRows, readRows } from '@/lib/imports/apply/read-rows';
import { reportBytes } from '@/lib/imports/data/chunks';
import { parserById } from '@/lib/imports/parsers/registry';
import type { ReportParser } from '@/lib/imports/parsers/types';
import type { Opened, Outcome, PrepareWith, ReportReader, Step, Wanted } from '@/lib/imports/reader/types';
import { type OpenContainer, openContainer } from '@/lib/imports/reading/container';
import { confirmFormat, detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { type OpenReport, openReport } from '@/lib/imports/reading/report';
import type { ByteSource } from '@/lib/imports/reading/source';

/** Opens what was sent, in this thread. @throws ReportError with the place */
export async function readDirectly(wanted: Wanted, parsers: readonly ReportParser[]): Promise<ReportReader> {
  const container = await openContainer(reportBytes(wanted.importId));
  try {
    return await openWanted(container, wanted, parsers);
  } catch (error) {
    await container.close();
    throw error;
  }
}

async function openWanted(
  container: OpenContainer,
  { entry, format }: Wanted,
  parsers: readonly ReportParser[],
): Promise<ReportReader> {
  const close = () => container.close();
  const { reports } = container;
  if (entry === null && reports.length > 1) {
    const names = reports.map(({ name }) => name ?? '');
    const read = () => Promise.reject(new Error('an archive of many reports is not read itself'));
    return { opened: { kind: 'archive', names }, read, close };
  }
  return within(entry, async () => {
    const contained = entry === null ? reports[0] : reports.find(({ name }) => name === entry);
    if (!contained) throw new ReportError('archive_empty');
    const { name, source } = contained;
    const { parser, report } = await within(name, () => open(source, format, parsers));
    const { facts, reach } = report;
    const opened: Opened = { kind: 'report', format: parser.id, facts, reaches: reach !== undefined };
    const read: ReportReader['read'] = (input, take) => within(name, () => handOver(report, input, take));
    return { opened, read, close };
  });
}

async function open(source: ByteSource, format: string | null, parsers: readonly ReportParser[]) {
  // What is entered here has a format that is in no list.
  const forced = format === null ? undefined : (parsers.find(({ id }) => id === format) ?? parserById(format));
  const parser = forced ?? (await detectFormat(source, parsers));
  if (forced) await confirmFormat(source, forced);
  return { parser, report: await openReport(source, parser) };
}

async function handOver(
  report: OpenReport,
  { target, known, basis }: PrepareWith,
  take: (step: Step) => Promise<void>,
): Promise<Outcome> {
  const preparer = new Preparer(basis);
  const give = async ({ rows, ...far }: ReadRows) =>
    take({ ...far, rows: rows.length > 0 ? await preparer.prepare(rows) : null });
  let giving: Promise<void> = Promise.resolve();
  const warnings = await readRows(report, { target, known: KnownEvidence.of(known) }, async (read) => {
    await giving;
    giving = give(read);
    // Awaited before the next one; until then a failure must not count as unhandled.
    giving.catch(() => undefined);
  });
  await giving;
  return { warnings, reach: report.reach?.() };
}

/** Names the file of the archive in what is wrong with it. */
async function within<T>(entry: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReportError && entry !== null) throw error.placed({ entry });
    throw error;
  }
}
