import 'server-only';
import type { PersonCtx, TokenCtx } from '@/lib/access/guard';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { takeDelivery } from '@/lib/backups/mutations/receive';
import { sourceNameSchema } from '@/lib/backups/schema';
import { shapeOf } from '@/lib/backups/shapes/registry';
import { type Arrival, type Shape, type Told, UnreadableDocument } from '@/lib/backups/shapes/types';
import type { Receipt } from '@/lib/backups/types';
import { isTimeZone } from '@/lib/core/datetime';
import { DomainError } from '@/lib/core/errors';
import { moment } from '@/lib/core/json';
import { storable } from '@/lib/core/storable';
import { bodyText } from '@/lib/events/receive/body';
import { idempotencyKey } from '@/lib/imports/idempotency';

type Query = URLSearchParams;

function nameOf(query: Query, fallback: string): string {
  const name = sourceNameSchema.safeParse(query.get('sender') ?? fallback);
  if (!name.success) throw new DomainError('invalid', { field: 'sender' });
  return name.data;
}

function zoneOf(query: Query): string | null {
  const said = query.get('zone');
  if (said !== null && said !== '' && !isTimeZone(said)) throw new DomainError('invalid', { field: 'zone' });
  return said || null;
}

function wholeNumber(query: Query, field: string): number | null {
  const said = query.get(field);
  if (said === null || said === '') return null;
  if (!/^\d{1,6}$/.test(said)) throw new DomainError('invalid', { field });
  return Number(said);
}

function timeOf(query: Query): Date | null {
  const said = query.get('at');
  if (said === null || said === '') return null;
  const at = /(?:Z|[+-]\d\d:?\d\d)$/.test(said) ? moment(said) : undefined;
  if (!at) throw new DomainError('invalid', { field: 'at' });
  return at;
}

function arrivalOf(query: Query, receivedAt: Date): Omit<Arrival, 'zone'> {
  const readData = query.get('read_data');
  return {
    receivedAt,
    asset: storable(query.get('asset') ?? '', BACKUP_LIMITS.name),
    repository: storable(query.get('repository') ?? '', BACKUP_LIMITS.name),
    exitCode: wholeNumber(query, 'exit'),
    madeAt: timeOf(query),
    readData: readData === null || readData === '' ? null : readData === 'true' || readData === '1',
  };
}

const countOf = ({ points, checks, tests, details, schedules }: Told) =>
  (schedules?.length ?? 0) +
  (points?.length ?? 0) +
  (checks?.length ?? 0) +
  (tests?.length ?? 0) +
  (details?.length ?? 0);

/** @throws DomainError `invalid` with what is wrong (`issue`), where (`place`) and in which file */
function readWith(shape: Shape, text: string, arrival: Arrival, file: string): Told {
  try {
    const told = shape.read(text, arrival);
    if (countOf(told) > BACKUP_LIMITS.records) throw new UnreadableDocument('too_many');
    return told;
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw new DomainError('invalid', {
      issue: `backup_${error.refusal}`,
      place: error.place,
      file,
      shape: shape.label,
    });
  }
}

type Sent = { readonly productId: string; readonly sender: string; readonly fileName: string };

async function receive(ctx: TokenCtx | PersonCtx, request: Request, shapeId: string, sent: Sent): Promise<Receipt> {
  const shape = shapeOf(shapeId);
  if (!shape) throw new DomainError('not_found', { shape: shapeId.slice(0, 100) });
  const query = new URL(request.url).searchParams;
  const [sender, zone, about] = [nameOf(query, sent.sender), zoneOf(query), arrivalOf(query, ctx.now)];
  const requestKey = idempotencyKey(request.headers);
  const text = await bodyText(request.body);
  return takeDelivery(ctx, {
    ...{ productId: sent.productId, shape, sender, text, fileName: sent.fileName, zone, requestKey },
    told: (known) => {
      const arrival = { ...about, zone: known };
      return { arrival, told: readWith(shape, text, arrival, sent.fileName) };
    },
  });
}

/**
 * Takes a document of a backup tool for the token's product, in the shape that the address names, from the source that
 * `?sender=` names (else the token). `?asset=`, `?repository=`, `?exit=`, `?at=`, `?read_data=` and `?zone=` tell what the
 * document does not.
 * @throws DomainError `not_found` (no such shape), `invalid`, `too_large`, `key_reused`, `forbidden`
 */
export function receiveBackups(ctx: TokenCtx, request: Request, shapeId: string): Promise<Receipt> {
  const { productId, name } = ctx.actor;
  return receive(ctx, request, shapeId, { productId, sender: name, fileName: '' });
}

/** The same from the page: `?name=` of the file. */
export function uploadBackups(ctx: PersonCtx, request: Request, shapeId: string, sent: Sent): Promise<Receipt> {
  return receive(ctx, request, shapeId, sent);
}
