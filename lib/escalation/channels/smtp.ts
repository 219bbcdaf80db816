import { createTransport } from 'nodemailer';
import { failure, type Outcome, type SendError } from '@/lib/escalation/channels/outcome';
import { wordFor } from '@/lib/escalation/channels/post';
import { reach } from '@/lib/escalation/channels/reach';
import type { Message, Net, Send, SMTP_SECURITY } from '@/lib/escalation/channels/types';

export type SmtpConfig = {
  readonly host: string;
  readonly port: number;
  readonly security: (typeof SMTP_SECURITY)[number];
  readonly user: string;
  readonly from: string;
};

/** Text only: nothing in it can be taken for markup, and every phone shows it. The button's address comes first. */
export function mailText({ lead, facts, link, take }: Message): string {
  return [
    lead,
    ...(take ? [`${take.label}:\n${take.url}`] : []),
    facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    `${link.label}:\n${link.url}`,
  ].join('\n\n');
}

const WORDS: Readonly<Record<string, SendError>> = {
  EAUTH: 'login',
  ENOAUTH: 'login',
  EENVELOPE: 'recipient',
  ETLS: 'tls',
  ETIMEDOUT: 'timeout',
};

/** RFC 5321: what begins with 4 is for now, with 5 for good. */
function outcomeOf(error: unknown): Outcome {
  const detail = error instanceof Error ? error.message : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const given = error instanceof Error && 'responseCode' in error ? error.responseCode : null;
  const status = typeof given === 'number' ? given : null;
  if (status !== null && status >= 400 && status < 500) return failure('throttled', { status, detail });
  const distrusted = code === 'ESOCKET' && /certificate|altname/i.test(detail);
  const word = distrusted ? 'tls' : (WORDS[code] ?? (status === null ? wordFor(error) : 'rejected'));
  return failure(word, { status, detail });
}

/** A letter. `id`: the same at every try. Attachments are whole in memory. */
export type Letter = {
  readonly id: string;
  /** Null: the person has none. */
  readonly to: string | null;
  readonly subject: string;
  readonly text: string;
  readonly urgent: boolean;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
};

/** E-mail. A server that offers no TLS is used inside only, and only where that is said. */
export async function postLetter(letter: Letter, config: SmtpConfig, password: string, net: Net): Promise<Outcome> {
  const { host, port, security, user, from } = config;
  if (letter.to === null) return failure('recipient');
  const reached = await reach(host, net);
  if ('ok' in reached) return reached;
  if (security === 'none' && !reached.inside) return failure('tls');
  const transport = createTransport({
    ...{ host: reached.address, port, secure: security === 'tls' },
    ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    ...{ connectionTimeout: net.timeoutMs, greetingTimeout: net.timeoutMs, socketTimeout: net.timeoutMs },
    ...{ dnsTimeout: net.timeoutMs, disableFileAccess: true, disableUrlAccess: true },
    tls: { servername: host, minVersion: 'TLSv1.2', ...(net.ca === undefined ? {} : { ca: net.ca }) },
  });
  try {
    const { id, to, subject, text, urgent, attachments = [] } = letter;
    const domain = from.split('@').at(-1) ?? 'lagebild';
    const headers = { 'auto-submitted': 'auto-generated', ...(urgent ? { 'x-priority': '1' } : {}) };
    const messageId = `<${id}@${domain}>`;
    await transport.sendMail({ from, to, subject, text, messageId, headers, attachments: [...attachments] });
    return { ok: true, status: 250, confirmed: false };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    transport.close();
  }
}

/** What people are called by. The secret is the password. */
export const sendMail: Send<SmtpConfig> = async (message, config, password, net) => {
  const { id, to, subject } = message;
  return postLetter({ id, to, subject, text: mailText(message), urgent: true }, config, password, net);
};
