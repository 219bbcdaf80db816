import { receiveBackups } from '@/lib/backups/incoming';
import type { Receipt } from '@/lib/backups/types';
import { ctx, token } from '@/lib/core/testing/actors';

type Options = {
  readonly shape?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly now?: Date;
  readonly scopes?: readonly string[];
  readonly key?: string;
};

/** Sends a document as a machine with a token of the product does. */
export function deliver(productId: string, body: string, options: Options = {}): Promise<Receipt> {
  const { shape = 'restic', query = {}, now = new Date('2026-11-22T12:00:00Z'), key } = options;
  const actor = token(productId, options.scopes ?? ['backup:ingest', 'restore-test:write']);
  const address = `http://localhost/api/v1/backups/${shape}?${new URLSearchParams({ sender: shape, ...query })}`;
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return receiveBackups({ ...ctx(actor, now), actor }, new Request(address, { method: 'POST', body, headers }), shape);
}
