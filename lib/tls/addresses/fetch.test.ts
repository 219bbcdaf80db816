import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { parseRange, type Range } from '@/lib/core/addresses/address';
import { fetchWithin } from '@/lib/tls/addresses/fetch';

const LOOPBACK = [parseRange('127.0.0.0/8')].filter((range): range is Range => range !== null);
let server: Server | null = null;
afterEach(() => void server?.close());

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => void started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return `http://ca.example:${typeof address === 'object' ? address?.port : 0}/root.crt`;
}

const ask = (url: string, allowed: readonly Range[] = LOOPBACK, limit = 100) => {
  const lookup = async () => ['127.0.0.1'];
  return fetchWithin({ allowed, signal: new AbortController().signal, lookup })({ url, post: null, limit });
};

it('brings what stands there, by the name of the address', async () => {
  const url = await serve((request, response) => void response.end(request.headers.host?.split(':')[0]));
  expect((await ask(url)).toString()).toBe('ca.example');
});

it('keeps to the rules for targets', async () => {
  let asked = 0;
  const url = await serve((_request, response) => {
    asked += 1;
    response.end('secret');
  });
  await expect(ask(url, [])).rejects.toMatchObject({ why: 'refused' });
  await expect(ask(url.replace('http:', 'https:'))).rejects.toMatchObject({ why: 'refused' });
  await expect(ask('file:///etc/passwd')).rejects.toMatchObject({ why: 'refused' });
  expect(asked).toBe(0);
});

it('takes no more than its limit, no redirect and no error page', async () => {
  const long = await serve((_request, response) => void response.end('x'.repeat(101)));
  await expect(ask(long)).rejects.toMatchObject({ why: 'too_large' });
  server?.close();
  const moved = await serve(
    (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  );
  await expect(ask(moved)).rejects.toMatchObject({ why: 'unreachable' });
});

it('does not wait on one that wants to speak something else', async () => {
  const url = await serve(() => undefined);
  server?.on('connection', (socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
  );
  await expect(ask(url)).rejects.toMatchObject({ why: 'unreachable' });
});
