import type { Range } from '@/lib/core/addresses/address';
import type { Lookup } from '@/lib/core/addresses/resolve';
import type { Outcome } from '@/lib/escalation/channels/outcome';

export const CHANNEL_KINDS = ['smtp', 'teams', 'slack', 'webhook', 'pagerduty'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const SMTP_SECURITY = ['starttls', 'tls', 'none'] as const;

export const PURPOSES = ['call', 'shout', 'acknowledge', 'resolve', 'test'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What is sent, in the reader's language. Text of people: every channel writes it in a way that cannot become markup. */
export type Message = {
  /** The delivery's: the same at every try, so that the other side can tell a second one. */
  readonly id: string;
  readonly purpose: Purpose;
  readonly at: string;
  readonly subject: string;
  readonly lead: string;
  /** Names and values, in order. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly link: { readonly label: string; readonly url: string };
  /** Leads the person to one big button; rooms have none. */
  readonly take: { readonly label: string; readonly url: string } | null;
  readonly incident: {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly priority: number;
    readonly product: string;
  } | null;
  /** Of an e-mail. */
  readonly to: string | null;
};

/** How connections are made. Addresses that are refused otherwise are reached within `allowed` alone. */
export type Net = {
  readonly allowed: readonly Range[];
  readonly timeoutMs: number;
  readonly now: Date;
  readonly lookup?: Lookup;
  /** Certificates of authorities to trust beside the known ones, PEM. */
  readonly ca?: string;
};

/** One way to send: never throws for what the other side does. `secret` is unsealed here and nowhere else. */
export type Send<Config> = (message: Message, config: Config, secret: string, net: Net) => Promise<Outcome>;
