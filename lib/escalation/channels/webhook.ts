import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { failure } from '@/lib/escalation/channels/outcome';
import { post } from '@/lib/escalation/channels/post';
import type { Message, Send } from '@/lib/escalation/channels/types';

/** What is sealed of a webhook: its address and the key that signs. */
export const webhookSecretSchema = z.object({ url: z.string(), key: z.string() });

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>` (docs/escalation.md). Old times are to be refused. */
export function signature(text: string, key: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${text}`).digest('hex')}`;
}

/** The documented body: version 1. */
export function webhookBody({ id, purpose, at, subject, link, incident }: Message): object {
  return { version: 1, id, event: purpose, at, summary: subject, url: link.url, incident };
}

/** Any service that takes JSON. */
export const sendWebhook: Send<unknown> = async (message, _config, secret, net) => {
  const parsed = webhookSecretSchema.safeParse(JSON.parse(secret));
  if (!parsed.success) return failure('not_configured');
  const { url, key } = parsed.data;
  const text = JSON.stringify(webhookBody(message));
  const headers = { 'x-lagebild-signature': signature(text, key, net.now), 'idempotency-key': message.id };
  return post(url, { text, headers }, net, true);
};
