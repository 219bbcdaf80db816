import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { FRAMEWORKS } from '@/lib/compliance/catalogue';
import { catalogueId, catalogueNumber, contentSchema } from '@/lib/compliance/catalogue-content';
import type { Framework } from '@/lib/compliance/types';
import type { Imported } from '@/lib/compliance/view-types';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type KnownFramework = Framework & { readonly imported: Imported | null };

type Stored = Prisma.ComplianceCatalogueGetPayload<{ omit: { content: true } }>;

/** When imported catalogues that were out of use at a moment had been taken out of it, by address. */
async function archivedAt(at: Date, id?: string): Promise<ReadonlyMap<string, string>> {
  const action = { in: ['catalogue.archived', 'catalogue.restored'] };
  const last = await unsafeDb().auditEntry.findMany({
    where: { targetKind: 'framework', ...(id && { targetId: id }), action, at: { lte: at } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    distinct: ['targetId'],
    select: { targetId: true, action: true, at: true },
  });
  const archived = last.filter((one) => one.action === 'catalogue.archived');
  return new Map(archived.map((one) => [one.targetId, one.at.toISOString()]));
}

function toFramework(row: Stored, content: unknown, archived: ReadonlyMap<string, string>): KnownFramework {
  const { number, title, edition, issuer, licence, source, importedAt, importedByName } = row;
  const { fileName, sha256, size, oscalVersion, withdrawn } = row;
  return {
    ...{ id: catalogueId(number), version: edition, title, issuer, licence, source, note: '' },
    ...contentSchema.parse(content),
    imported: {
      ...{ number, fileName, sha256, size, oscalVersion, withdrawn, by: importedByName },
      at: importedAt.toISOString(),
      archivedAt: archived.get(catalogueId(number)) ?? null,
    },
  };
}

const strippedSchema = z.array(z.object({ number: z.int(), content: z.unknown() }));

/** What catalogues hold, without the sentences of their controls: those may be megabytes, and lists show none. */
async function contentsAt(at: Date): Promise<ReadonlyMap<number, unknown>> {
  const rows = await unsafeDb().$queryRaw`
    SELECT number, jsonb_build_object('groups', content->'groups', 'controls',
      (SELECT coalesce(jsonb_agg(one - 'text' ORDER BY place), '[]')
         FROM jsonb_array_elements(content->'controls') WITH ORDINALITY AS every (one, place))) AS content
    FROM compliance_catalogue WHERE imported_at <= ${at}`;
  return new Map(strippedSchema.parse(rows).map(({ number, content }) => [number, content]));
}

const ours = (framework: Framework): KnownFramework => ({ ...framework, imported: null });

/**
 * Every framework that was there at a moment: ours, then those that were imported, the newest first, without their sentences. They are the
 * organisation's, no team's: the scope says only that they may be read.
 */
export async function frameworksAt(_scope: Scope, at: Date): Promise<readonly KnownFramework[]> {
  const [rows, contents, archived] = await Promise.all([
    unsafeDb().complianceCatalogue.findMany({
      where: { importedAt: { lte: at } },
      orderBy: { number: 'desc' },
      omit: { content: true },
    }),
    contentsAt(at),
    archivedAt(at),
  ]);
  const imported = rows.filter(({ number }) => contents.has(number));
  return [...FRAMEWORKS.map(ours), ...imported.map((row) => toFramework(row, contents.get(row.number), archived))];
}

export type FrameworkName = Pick<Framework, 'id' | 'title' | 'version'> & { readonly archived: boolean };

/** What every framework is called, without its controls. */
export async function frameworkNames(_scope: Scope): Promise<readonly FrameworkName[]> {
  const rows = await unsafeDb().complianceCatalogue.findMany({
    select: { number: true, title: true, edition: true, archivedAt: true },
    orderBy: { number: 'desc' },
  });
  return [
    ...FRAMEWORKS.map(({ id, title, version }) => ({ id, title, version, archived: false })),
    ...rows.map(({ number, title, edition, archivedAt }) => ({
      ...{ id: catalogueId(number), title, version: edition, archived: archivedAt !== null },
    })),
  ];
}

/** One of them with everything, as it was at a moment. @throws DomainError `not_found`, also before it was imported */
export async function frameworkOf(_scope: Scope, id: string, at: Date): Promise<KnownFramework> {
  const own = FRAMEWORKS.find((one) => one.id === id);
  if (own) return ours(own);
  const number = catalogueNumber(id);
  const row = number === null ? null : await unsafeDb().complianceCatalogue.findUnique({ where: { number } });
  if (!row || row.importedAt > at) throw new DomainError('not_found');
  return toFramework(row, row.content, await archivedAt(at, id));
}
