import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { parseRange } from '@/lib/core/addresses/address';
import type { Message, Net } from '@/lib/escalation/channels/types';

export type Got = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly text: string };
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly text?: string };

const portOf = (server: Pick<Server, 'address'>) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return (address satisfies AddressInfo).port;
};

/** A server on loopback that answers what it is told, and remembers what it got. `null`: it never answers. */
export async function webServer(answers: (Answer | null)[]) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, text });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.text ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ got, answers, url: `http://127.0.0.1:${portOf(server)}/hook` },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

type Mail = { readonly from: string; readonly to: string; readonly text: string; readonly secure: boolean };
type Certificate = { readonly key: string; readonly cert: string };

/** A mail server on loopback with STARTTLS and accounts. */
export async function mailServer({ key, cert }: Certificate, refuse: { status: number } | null = null) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...{ key, cert, authOptional: false, logger: false },
    onAuth: ({ username, password }, _session, done) =>
      username === 'lagebild' && password === 'open sesame'
        ? done(null, { user: username })
        : done(new Error('Invalid login')),
    onRcptTo: (_address, _session, done) =>
      refuse === null ? done() : done(Object.assign(new Error('not now'), { responseCode: refuse.status })),
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      stream.on('end', () => {
        const from = session.envelope.mailFrom;
        mails.push({
          ...{ from: from ? from.address : '', to: session.envelope.rcptTo.map(({ address }) => address).join(), text },
          secure: session.secure,
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { mails, port: portOf(server.server), close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

/** Loopback is open, as an administrator would open a range of their own. */
export function loopback(more: Partial<Net> = {}): Net {
  const range = parseRange('127.0.0.0/8');
  if (!range) throw new Error('a range');
  return {
    ...{ allowed: [range], timeoutMs: 500, now: new Date('2026-11-23T03:00:00Z') },
    lookup: async () => ['127.0.0.1'],
    ...more,
  };
}

/** A P1 that somebody is called for. */
export const aMessage = (more: Partial<Message> = {}): Message => ({
  ...{ id: '0190aaaa-0000-7000-8000-000000000001', purpose: 'call', at: '2026-11-23T02:58:00.000Z' },
  ...{ subject: 'P1 INC-17: <Shell> in the *shop*', lead: 'Somebody is needed.', to: 'rita@example.org' },
  facts: [{ name: 'Product', value: 'Shop' }],
  link: { label: 'Open', url: 'https://lagebild.example/incidents/17' },
  take: { label: 'Take it', url: 'https://lagebild.example/a/token' },
  incident: {
    id: '0190bbbb-0000-7000-8000-000000000002',
    name: 'INC-17',
    title: '<Shell>',
    priority: 1,
    product: 'Shop',
  },
  ...more,
});
