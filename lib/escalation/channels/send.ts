import { z } from 'zod';
import { unseal } from '@/lib/core/secrets';
import { failure, type Outcome } from '@/lib/escalation/channels/outcome';
import { PAGERDUTY_URLS, sendPagerDuty } from '@/lib/escalation/channels/pagerduty';
import { sendSlack } from '@/lib/escalation/channels/slack';
import { type Letter, postLetter, sendMail } from '@/lib/escalation/channels/smtp';
import { sendTeams } from '@/lib/escalation/channels/teams';
import { type Message, type Net, SMTP_SECURITY } from '@/lib/escalation/channels/types';
import { sendWebhook } from '@/lib/escalation/channels/webhook';

/** What may be shown of a channel, by its kind. */
export const configSchemas = {
  smtp: z.object({
    ...{ host: z.string(), port: z.number(), security: z.enum(SMTP_SECURITY), user: z.string(), from: z.string() },
  }),
  /** `host`: of the address, which is secret as a whole. */
  teams: z.object({ host: z.string() }),
  slack: z.object({ host: z.string() }),
  webhook: z.object({ host: z.string() }),
  pagerduty: z.object({ region: z.enum(['us', 'eu']) }),
} as const;

export type StoredChannel = {
  readonly id: string;
  readonly kind: string;
  readonly config: unknown;
  readonly secret: Uint8Array | null;
};

function opened({ id, secret }: StoredChannel): string {
  return secret === null ? '' : unseal('channel', secret, id);
}

async function sendBy(message: Message, channel: StoredChannel, net: Net): Promise<Outcome> {
  const { kind, config } = channel;
  switch (kind) {
    case 'smtp':
      return sendMail(message, configSchemas.smtp.parse(config), opened(channel), net);
    case 'teams':
      return sendTeams(message, config, opened(channel), net);
    case 'slack':
      return sendSlack(message, config, opened(channel), net);
    case 'webhook':
      return sendWebhook(message, config, opened(channel), net);
    case 'pagerduty': {
      const { region } = configSchemas.pagerduty.parse(config);
      return sendPagerDuty(message, { url: PAGERDUTY_URLS[region] }, opened(channel), net);
    }
    default:
      return failure('not_configured');
  }
}

/** Sends by a channel as it is kept. One that cannot be read is not configured: no detail, it could tell of the secret. */
export async function sendThrough(message: Message, channel: StoredChannel | null, net: Net): Promise<Outcome> {
  if (channel === null) return failure('not_configured');
  return sendBy(message, channel, net).catch(() => failure('not_configured'));
}

/** Sends a letter by an e-mail channel as it is kept; by another kind it is not configured. */
export async function sendLetter(letter: Letter, channel: StoredChannel | null, net: Net): Promise<Outcome> {
  if (channel?.kind !== 'smtp') return failure('not_configured');
  const config = configSchemas.smtp.safeParse(channel.config);
  if (!config.success) return failure('not_configured');
  try {
    return await postLetter(letter, config.data, opened(channel), net);
  } catch {
    return failure('not_configured');
  }
}
