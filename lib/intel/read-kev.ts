import { z } from 'zod';
import { IntelError, type IntelFacts } from '@/lib/intel/types';

export type KevRow = {
  readonly cve: string;
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly addedOn: string;
  readonly dueOn: string | null;
  readonly ransomware: boolean | null;
};

const day = z.iso.date();

/** What is read of the catalogue; it has more fields, and gets more. */
const catalogue = z.object({
  catalogVersion: z.string().min(1).max(100),
  dateReleased: z.iso.datetime({ offset: true }).transform((at) => new Date(at)),
  count: z.int(),
  vulnerabilities: z.array(
    z.object({
      cveID: z.string().regex(/^CVE-\d{4}-\d{4,19}$/),
      vulnerabilityName: z.string().default(''),
      dateAdded: day,
      dueDate: day.nullish().catch(null),
      knownRansomwareCampaignUse: z.string().nullish(),
    }),
  ),
});

async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a proxy, or a download that broke off.
    throw new IntelError(/^\s*\{/.test(text) ? 'truncated' : 'wrong_content', { line: 1 });
  }
}

/**
 * Reads CISA's catalogue of known exploited vulnerabilities (JSON). It says how many it lists: fewer are no catalogue.
 * @throws IntelError `empty`, `wrong_content`, `truncated`, and what reading the bytes throws
 */
export async function readKev(
  bytes: AsyncIterable<Buffer>,
  add: (rows: readonly KevRow[]) => Promise<void>,
): Promise<IntelFacts> {
  const text = await textOf(bytes);
  if (text.trim() === '') throw new IntelError('empty');
  const read = catalogue.safeParse(parsed(text));
  if (!read.success) throw new IntelError('wrong_content', { line: 1 });
  const { catalogVersion, dateReleased, count, vulnerabilities } = read.data;
  if (vulnerabilities.length !== count) throw new IntelError('truncated');
  await add(
    vulnerabilities.map(({ cveID, vulnerabilityName, dateAdded, dueDate, knownRansomwareCampaignUse: used }) => ({
      cve: cveID,
      name: vulnerabilityName.slice(0, 500),
      addedOn: dateAdded,
      dueOn: dueDate ?? null,
      ransomware: used === 'Known' ? true : null,
    })),
  );
  return { version: catalogVersion, publishedAt: dateReleased };
}
