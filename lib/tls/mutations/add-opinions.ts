import { productFilter, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ReportError } from '@/lib/imports/reading/errors';
import type { ByteSource } from '@/lib/imports/reading/source';
import { requirePerson } from '@/lib/tls/mutations/find';
import { isOpinionOf } from '@/lib/tls/opinions/matching';
import { readOpinions } from '@/lib/tls/opinions/read';
import type { Opinion } from '@/lib/tls/opinions/types';

type AddOpinions = { readonly id: string; readonly fileName: string; readonly report: ByteSource };

type Endpoint = Parameters<typeof isOpinionOf>[1];

async function opinionsIn(report: ByteSource, endpoint: Endpoint): Promise<Opinion[]> {
  try {
    return await readOpinions(report, (opinion) => isOpinionOf(opinion, endpoint));
  } catch (error) {
    if (error instanceof ReportError) throw new DomainError('invalid', { issue: 'unreadable_report' });
    throw error;
  }
}

/**
 * Keeps what another tool's report says of the endpoint, apart from our own grade.
 * @returns how many opinions the report holds of it
 * @throws DomainError forbidden, not_found, invalid (`issue: unreadable_report, other_place`)
 */
export async function addOpinions(ctx: Ctx, { id, fileName, report }: AddOpinions): Promise<number> {
  const scope = requirePermission(ctx, 'tls:write');
  const person = requirePerson(ctx);
  const where = { id, productId: productFilter(scope) };
  const endpoint = await unsafeDb().tlsEndpoint.findFirst({ where });
  if (!endpoint) throw new DomainError('not_found');
  const opinions = await opinionsIn(report, endpoint);
  if (opinions.length === 0) throw new DomainError('invalid', { issue: 'other_place' });
  return inTransaction(ctx, async (tx) => {
    if ((await tx.tlsEndpoint.count({ where })) === 0) throw new DomainError('not_found');
    await tx.tlsOpinion.createMany({
      data: opinions.map((content) => ({
        endpointId: id,
        tool: content.tool,
        toolVersion: content.version,
        grade: content.grade,
        testedAt: content.at === null ? null : new Date(content.at),
        content,
        fileName,
        uploaderId: person.id,
        uploaderName: person.name,
        uploadedAt: ctx.now,
      })),
    });
    await appendAudit(tx, ctx, {
      action: 'tls.opinion-added',
      target: { kind: 'tls-endpoint', id },
      productId: endpoint.productId,
      data: { fileName, tools: [...new Set(opinions.map(({ tool }) => tool))], count: opinions.length },
    });
    return opinions.length;
  });
}
