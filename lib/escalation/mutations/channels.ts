import { randomUUID } from 'node:crypto';
import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { seal } from '@/lib/core/secrets';
import type { SaveChannel, TestChannel } from '@/lib/escalation/schema';

const EVERYWHERE = { teamId: null, productId: null };

const hostOf = (url: string) => URL.parse(url)?.host ?? '';

/** What may be shown of it, and what is sealed; `secret` empty: the one that is there stays. */
function parts(input: SaveChannel): {
  readonly config: Readonly<Record<string, string | number>>;
  readonly secret: string;
} {
  switch (input.kind) {
    case 'smtp': {
      const { host, port, security, user, from, password } = input;
      return { config: { host, port, security, user, from }, secret: password };
    }
    case 'webhook': {
      const { url, key } = input;
      return { config: { host: hostOf(url) }, secret: url === '' ? '' : JSON.stringify({ url, key }) };
    }
    case 'pagerduty':
      return { config: { region: input.region }, secret: input.routingKey };
    default:
      return { config: { host: hostOf(input.url) }, secret: input.url };
  }
}

/**
 * Saves a way to reach people. Its secret is sealed and never comes back; a server that is named anew takes it anew, so that
 * nobody can send a kept password elsewhere.
 * @returns its id
 * @throws DomainError forbidden, step_up_required, not_found, conflict, invalid (`name-taken`, `secret`)
 */
export async function saveChannel(ctx: Ctx, input: SaveChannel): Promise<string> {
  requireCovered(ctx, requirePermission(ctx, 'escalation:write'), [EVERYWHERE]);
  const id = input.id ?? randomUUID();
  await requireStepUp(ctx, 'escalation:write', `channel:${input.id ?? 'new'}`);
  return inTransaction(ctx, async (tx) => {
    const known = await tx.escalationChannel.findUnique({ where: { id } });
    if (input.id !== null && !known) throw new DomainError('not_found');
    const named = await tx.escalationChannel.findUnique({ where: { name: input.name }, select: { id: true } });
    if (named && named.id !== id) throw new DomainError('invalid', { reason: 'name-taken' });
    const { config, secret } = parts(input);
    // Address and key are sealed as one: half of them would sign with nothing, or change nothing.
    const half = input.kind === 'webhook' && (input.url === '') !== (input.key === '');
    if (half) throw new DomainError('invalid', { issue: 'secret' });
    const moved = known !== null && JSON.stringify(known.config) !== JSON.stringify(config) && input.kind === 'smtp';
    const needed = input.kind === 'smtp' ? input.user !== '' : true;
    if (secret === '' && needed && (known === null || moved)) throw new DomainError('invalid', { issue: 'secret' });
    const { kind, name, locale, enabled } = input;
    const data = {
      ...{ kind, name, locale, enabled, updatedAt: ctx.now },
      ...(secret === '' && known !== null && input.kind !== 'smtp' && input.kind !== 'pagerduty' ? {} : { config }),
      ...(secret === '' ? {} : { secret: seal('channel', secret, id) }),
    };
    if (known === null) await tx.escalationChannel.create({ data: { id, config, createdAt: ctx.now, ...data } });
    else {
      const { count } = await tx.escalationChannel.updateMany({
        where: { id, version: input.version, kind },
        data: { ...data, version: { increment: 1 } },
      });
      if (count === 0) throw new DomainError('conflict');
    }
    const target = { kind: 'escalation-channel', id };
    const changed = { kind, name, locale, enabled, config, secret: secret !== '' };
    await appendAudit(tx, ctx, { action: 'escalation-channel.saved', target, data: changed });
    return id;
  });
}

/**
 * Sends a test: an e-mail to whoever asks, else a message to the room.
 * @throws DomainError forbidden, not_found
 */
export async function testChannel(ctx: Ctx, { id }: TestChannel): Promise<void> {
  requireCovered(ctx, requirePermission(ctx, 'escalation:write'), [EVERYWHERE]);
  await inTransaction(ctx, async (tx) => {
    const channel = await tx.escalationChannel.findUnique({ where: { id } });
    if (!channel) throw new DomainError('not_found');
    const mail = channel.kind === 'smtp';
    await tx.escalationDelivery.create({
      data: {
        ...{ kind: mail ? 'email' : channel.kind, channelId: id, purpose: 'test', createdAt: ctx.now, nextAt: ctx.now },
        ...{ personId: mail ? ctx.actor.id : null, recipient: mail ? ctx.actor.name : channel.name },
      },
    });
    const target = { kind: 'escalation-channel', id };
    await appendAudit(tx, ctx, { action: 'escalation-channel.tested', target });
  });
}
