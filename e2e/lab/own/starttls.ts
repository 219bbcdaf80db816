import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { listen } from '@/e2e/lab/own/server';
import type { Started } from '@/e2e/lab/types';
import type { StartTls } from '@/lib/tls/facts';

/** What a server says before TLS: a greeting, and an answer to each thing the client says until it starts TLS. */
type Preamble = {
  readonly greeting?: string;
  /** An answer, and whether TLS begins after it; undefined: more must come first. */
  reply(said: Buffer): { readonly answer: string | Buffer; readonly tls: boolean } | undefined;
};

function lines(answers: readonly (readonly [RegExp, string, boolean])[], otherwise: string): Preamble['reply'] {
  return (said) => {
    const text = said.toString('latin1');
    if (!text.endsWith('\n')) return undefined;
    const [, answer, tls] = answers.find(([pattern]) => pattern.test(text)) ?? [null, otherwise, false];
    return { answer, tls };
  };
}

function imap(said: Buffer): ReturnType<Preamble['reply']> {
  const [tag = '*', command = ''] = said.toString('latin1').trim().split(' ');
  if (/^capability$/i.test(command)) {
    return { answer: `* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n${tag} OK done\r\n`, tls: false };
  }
  const tls = /^starttls$/i.test(command);
  return { answer: tls ? `${tag} OK begin\r\n` : `${tag} BAD unknown\r\n`, tls };
}

/** RFC 4511: an ExtendedRequest of StartTLS is answered with success under the same message id. */
function ldap(said: Buffer): ReturnType<Preamble['reply']> {
  if (!said.includes('1.3.6.1.4.1.1466.20037')) return undefined;
  const id = said[4] ?? 1;
  return { answer: Buffer.from([0x30, 0x0c, 2, 1, id, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0]), tls: true };
}

const STREAM =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' from='x01.tls.test' version='1.0'>" +
  "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>";

function xmpp(said: Buffer): ReturnType<Preamble['reply']> {
  if (said.includes('<starttls')) return { answer: "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", tls: true };
  return said.includes('<stream:stream') ? { answer: `<?xml version='1.0'?>${STREAM}`, tls: false } : undefined;
}

const PREAMBLES: Readonly<Record<StartTls, Preamble>> = {
  smtp: {
    greeting: '220-lab.tls.test\r\n220 ESMTP\r\n',
    reply: lines(
      [
        [/^EHLO/i, '250-lab.tls.test\r\n250-SIZE 1000000\r\n250 STARTTLS\r\n', false],
        [/^STARTTLS/i, '220 ready\r\n', true],
      ],
      '500 unknown\r\n',
    ),
  },
  imap: { greeting: '* OK IMAP4rev1 ready\r\n', reply: imap },
  pop3: {
    greeting: '+OK POP3 ready\r\n',
    reply: lines(
      [
        [/^CAPA/i, '+OK\r\nSTLS\r\n.\r\n', false],
        [/^STLS/i, '+OK begin\r\n', true],
      ],
      '-ERR unknown\r\n',
    ),
  },
  ftp: {
    greeting: '220-lab\r\n220 FTP ready\r\n',
    reply: lines(
      [
        [/^FEAT/i, '211-Features\r\n AUTH TLS\r\n211 End\r\n', false],
        [/^AUTH (TLS|SSL)/i, '234 begin\r\n', true],
      ],
      '500 unknown\r\n',
    ),
  },
  ldap: { reply: ldap },
  postgres: {
    reply: (said) => (said.readUInt32BE(4) === 80_877_103 ? { answer: 'S', tls: true } : { answer: 'E', tls: false }),
  },
  xmpp: { reply: xmpp },
};

function upgrade(socket: Socket, secureContext: ReturnType<typeof createSecureContext>): void {
  const secure = new TLSSocket(socket, { isServer: true, secureContext });
  secure.on('error', () => socket.destroy());
  secure.on('data', () => undefined);
}

/** A service that speaks its protocol up to STARTTLS and then TLS 1.2 and 1.3. */
export function startStartTls(kind: StartTls, leaf: { key: string; chain: string }): Promise<Started> {
  const secureContext = createSecureContext({ key: leaf.key, cert: leaf.chain, minVersion: 'TLSv1.2' });
  const { greeting, reply } = PREAMBLES[kind];
  return listen((socket) => {
    if (greeting) socket.write(greeting);
    const hear = (said: Buffer) => {
      const replied = reply(said);
      if (!replied) return;
      socket.write(replied.answer);
      if (!replied.tls) return;
      socket.off('data', hear);
      upgrade(socket, secureContext);
    };
    socket.on('data', hear);
  });
}
