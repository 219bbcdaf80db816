import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { sayHello } from '@/lib/tls/connect/hello';
import { STARTTLS, type StartTls } from '@/lib/tls/facts';
import { offer } from '@/lib/tls/probes/offers';
import { connectorTo, RSA, rawServer } from '@/lib/tls/testing/servers';

/** What a service says first, and what it answers to what it hears; 'TLS' begins the handshake. */
type Script = { readonly greeting: string; readonly answer: (heard: string) => string | null };

const LDAP_OK = Buffer.from('300c02010178070a010004000400', 'hex').toString('latin1');
const FEATURES = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";

const SCRIPTS: Readonly<Record<StartTls, Script>> = {
  smtp: {
    greeting: '220-mx.test ESMTP\r\n220 ready\r\n',
    answer: (heard) =>
      heard.startsWith('EHLO')
        ? '250-mx.test\r\n250-SIZE 1\r\n250 STARTTLS\r\n'
        : heard === 'STARTTLS\r\n'
          ? '220 go\r\n'
          : null,
  },
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n',
    answer: (heard) => (heard === 'a1 STARTTLS\r\n' ? '* something\r\na1 OK begin\r\n' : null),
  },
  pop3: { greeting: '+OK ready\r\n', answer: (heard) => (heard === 'STLS\r\n' ? '+OK begin\r\n' : null) },
  ftp: {
    greeting: '220-Welcome\r\n 220 no end yet\r\n220 ready\r\n',
    answer: (heard) => (heard === 'AUTH TLS\r\n' ? '234 begin\r\n' : null),
  },
  ldap: { greeting: '', answer: (heard) => (heard.includes('1.3.6.1.4.1.1466.20037') ? LDAP_OK : null) },
  postgres: {
    greeting: '',
    answer: (heard) => (heard === '\x00\x00\x00\x08\x04\xd2\x16\x2f' ? 'S' : null),
  },
  xmpp: {
    greeting: '',
    answer: (heard) => {
      if (heard.includes("to='scan.tls.test'")) return `<?xml version='1.0'?><stream:stream id='1'>${FEATURES}`;
      return heard.startsWith('<starttls') ? "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" : null;
    },
  },
};

/** The last answer of a script is the go-ahead. */
const isGoAhead = (kind: StartTls, said: string) =>
  !(kind === 'smtp' && said.startsWith('250')) && !(kind === 'xmpp' && said.includes('features'));

function serve(kind: StartTls): (socket: Socket) => void {
  return (socket) => {
    const { greeting, answer } = SCRIPTS[kind];
    socket.write(greeting, 'latin1');
    const hear = (chunk: Buffer) => {
      const said = answer(chunk.toString('latin1'));
      if (said === null) return socket.destroy();
      socket.write(said, 'latin1');
      if (!isGoAhead(kind, said)) return;
      socket.off('data', hear);
      new TLSSocket(socket, { isServer: true, ...RSA }).on('error', () => socket.destroy());
    };
    socket.on('data', hear);
  };
}

const hello = offer({ version: 'tls12', suites: [0xc02f, 0x009c], sni: null });

describe.each(STARTTLS)('STARTTLS of %s', (kind) => {
  it('reaches a handshake', async () => {
    await using server = await rawServer(serve(kind));
    const answer = await sayHello(connectorTo(server, { starttls: kind }), hello, true);
    expect(answer).toMatchObject({ kind: 'hello', hello: { suite: 0xc02f }, flight: { done: true } });
  });

  it('says so where the service will not', async () => {
    const refusal: Record<StartTls, string> = {
      smtp: '554 no\r\n',
      imap: '* BYE\r\n',
      pop3: '-ERR\r\n',
      ftp: '421 no\r\n',
      ldap: Buffer.from('300c02010178070a010204000400', 'hex').toString('latin1'),
      postgres: 'N',
      xmpp: '<stream:features/>',
    };
    await using server = await rawServer((socket) => socket.write(refusal[kind], 'latin1'));
    const answer = await sayHello(connectorTo(server, { starttls: kind }), hello);
    expect(answer).toMatchObject({ kind: 'absent', why: expect.stringMatching(/^starttls: /) });
  });

  it('makes nothing of answers that were changed on their way', async () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const changed = (text: string) => {
      const bytes = Buffer.from(`${text} `, 'latin1');
      for (let count = 0; count < 3; count++) bytes.writeUInt8(random(256), random(bytes.length));
      return bytes.subarray(0, 1 + random(bytes.length));
    };
    await using server = await rawServer((socket) => {
      const { greeting, answer } = SCRIPTS[kind];
      socket.write(changed(greeting));
      socket.on('data', (chunk) => socket.end(changed(answer(chunk.toString('latin1')) ?? '')));
    });
    const asked = Array.from({ length: 60 }, () =>
      sayHello(connectorTo(server, { starttls: kind, milliseconds: 250 }), hello),
    );
    const kinds = new Set((await Promise.all(asked)).map((answer) => answer.kind));
    expect(kinds.has('hello')).toBe(false);
  });

  it('ends in time where the service never stops talking, or never begins', async () => {
    await using endless = await rawServer((socket) => {
      const timer = setInterval(() => socket.write('220-x\r\n* x\r\n'), 1);
      socket.on('close', () => clearInterval(timer));
    });
    await using mute = await rawServer(() => undefined);
    const begun = performance.now();
    const [talked, silent] = await Promise.all(
      [endless, mute].map((server) => sayHello(connectorTo(server, { starttls: kind, milliseconds: 500 }), hello)),
    );
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(['absent', 'silent']).toContain(talked?.kind);
    expect(silent?.kind).toBe('silent');
  });
});

describe('what comes before its time', () => {
  it.each([
    ['smtp', '220 go\r\nEHLO injected\r\n'],
    ['pop3', '+OK begin\r\n+OK injected\r\n'],
  ] as const)('is refused in %s: text behind the go-ahead', async (kind, goAhead) => {
    await using server = await rawServer((socket) => {
      socket.write(SCRIPTS[kind].greeting);
      socket.on('data', (chunk) => {
        const ehlo = chunk.toString().startsWith('EHLO');
        socket.write(ehlo ? '250 x\r\n' : goAhead);
      });
    });
    const answer = await sayHello(connectorTo(server, { starttls: kind }), hello);
    expect(answer).toEqual({ kind: 'absent', why: 'starttls: text after the go-ahead' });
  });
});
