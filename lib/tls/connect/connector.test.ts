import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Connector } from '@/lib/tls/connect/connector';
import { ConnectError } from '@/lib/tls/connect/errors';
import { sayHello } from '@/lib/tls/connect/hello';
import { secure } from '@/lib/tls/connect/secure';
import { offer } from '@/lib/tls/probes/offers';
import { enumerateSuites } from '@/lib/tls/probes/suites';
import { connectorTo, rawServer, tlsServer } from '@/lib/tls/testing/servers';

const hello = offer({ version: 'tls12', suites: [0xc02f, 0xc02b], sni: null });

describe('connector', () => {
  it('keeps the cap of an address over several scans, and serves all', async () => {
    let most = 0;
    await using server = await rawServer((socket) => {
      most = Math.max(most, server.sockets.size);
      socket.once('data', async () => {
        await setTimeout(15);
        socket.end();
      });
    });
    const scans = Array.from({ length: 3 }, () => connectorTo(server, { perAddress: 4 }));
    const answers = await Promise.all(scans.flatMap((scan) => Array.from({ length: 8 }, () => sayHello(scan, hello))));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(24).fill('closed'));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('takes an address and nothing that somebody would have to resolve', () => {
    const options = { signal: new AbortController().signal, until: performance.now() + 1000, perAddress: 1 };
    const endpoint = { host: 'a.test', port: 443, starttls: null };
    expect(() => new Connector({ ...endpoint, address: 'localhost' }, options)).toThrow(TypeError);
    expect(() => new Connector({ ...endpoint, address: '::1' }, options)).not.toThrow();
  });

  it('counts for itself and for where it was forked from', async () => {
    await using server = await tlsServer();
    const all = connectorTo(server);
    const [one, other] = [all.fork(), all.fork()];
    await Promise.all([sayHello(one, hello), sayHello(other, hello), sayHello(other, hello)]);
    expect([one.connections, other.connections, all.connections]).toEqual([1, 2, 3]);
  });

  it('asks a silent server twice, within the time of the scan', async () => {
    await using server = await rawServer(() => undefined);
    const connector = connectorTo(server, { milliseconds: 300 });
    expect(await sayHello(connector, hello)).toEqual({ kind: 'silent' });
    const late = connectorTo(server, { until: performance.now() - 1 });
    expect(await sayHello(late, hello)).toMatchObject({ kind: 'silent' });
    expect(late.connections).toBe(0);
  });

  it('hands an abort on, out of the queue as well', async () => {
    await using server = await rawServer(() => undefined);
    const ending = new AbortController();
    const connector = connectorTo(server, { perAddress: 1, signal: ending.signal });
    const asked = [sayHello(connector, hello), sayHello(connector, hello)].map((each) => each.catch(String));
    ending.abort();
    expect(await Promise.all(asked)).toEqual(['ConnectError: aborted', 'ConnectError: aborted']);
    await expect.poll(() => server.sockets.size).toBe(0);
    expect((await sayHello(connectorTo(server, { perAddress: 1, milliseconds: 200 }), hello)).kind).toBe('silent');
  });
});

describe('handshakes of Node over it', () => {
  it('end with the limits of the connection', async () => {
    await using endless = await tlsServer({}, (socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', more);
      more();
    });
    const reading = secure(connectorTo(endless), {}, async (socket) => {
      socket.resume();
      await new Promise(() => undefined);
    });
    await expect(reading).rejects.toEqual(new ConnectError('limit'));
    await expect.poll(() => endless.sockets.size).toBe(0);
  });

  it('survive a server that talks while it is asked for another handshake', async () => {
    await using talker = await tlsServer({ maxVersion: 'TLSv1.2' }, (socket) => {
      socket.write(Buffer.alloc(100_000));
      globalThis.setTimeout(() => socket.end(), 50);
    });
    const renegotiated = secure(
      connectorTo(talker),
      {},
      (socket) =>
        new Promise((resolve) => {
          socket.renegotiate({ rejectUnauthorized: false }, resolve);
          socket.resume();
        }),
    );
    expect(await renegotiated).toBeNull();
  });

  it('end with the socket, whatever still waits on it', async () => {
    await using server = await tlsServer();
    const waiting = secure(connectorTo(server), {}, (socket) => {
      socket.destroy();
      return new Promise(() => undefined);
    });
    await expect(waiting).rejects.toEqual(new ConnectError('closed'));
  });

  it('say by OpenSSL’s code why they did not come about', async () => {
    await using server = await tlsServer({ minVersion: 'TLSv1.3' });
    const old = secure(connectorTo(server), { maxVersion: 'TLSv1.2' }, async () => true);
    await expect(old).rejects.toThrow(/^ERR_SSL_/);
    await using plain = await rawServer((socket) => socket.end('hello, this is no TLS'));
    await expect(secure(connectorTo(plain), {}, async () => true)).rejects.toThrow(/^ERR_SSL_/);
  });
});

describe('an elimination', () => {
  it('does not take one close amid its choices for the end of the list', async () => {
    await using upstream = await tlsServer({ maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' });
    let count = 0;
    await using moody = await rawServer((socket) => {
      if (++count === 9) return socket.destroy();

      const onward = connect(upstream.port, '127.0.0.1');
      onward.on('error', () => socket.destroy());
      socket.on('close', () => onward.destroy());
      socket.pipe(onward).pipe(socket);
    });
    const steady = await enumerateSuites(connectorTo(upstream, { perAddress: 1 }), null);
    const found = await enumerateSuites(connectorTo(moody, { perAddress: 1 }), null);
    expect(new Set(found.tls12.facts.suites)).toEqual(new Set(steady.tls12.facts.suites));
  });
});
