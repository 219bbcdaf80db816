// Preloaded into the web process. Next packs what the browser loads anew for each answer, and knows gzip alone: what the
// build has packed (pack.mjs) goes out as it lies there, an eighth smaller, wherever the browser takes brotli.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';

const TYPES = { '.js': 'application/javascript; charset=UTF-8', '.css': 'text/css; charset=UTF-8' };
const PACKED = '.br';
const BROTLI = /(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/;

/** What is packed in a folder of `_next/static`, by the path that it is asked for with. Read once: a build is as it is. */
export function packedIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return new Map(
    names
      .filter((name) => name.endsWith(PACKED))
      .map((name) => {
        const path = join(folder, name);
        const plain = name.slice(0, -PACKED.length);
        const url = `/_next/static/${plain.split(sep).join('/')}`;
        return [url, { path, size: statSync(path).size, type: TYPES[extname(plain)] }];
      }),
  );
}

/** A listener that answers what is packed itself and leaves all else to `listener`. */
export function answering(packed, listener) {
  return (request, response) => {
    const { method, url = '', headers } = request;
    const found = packed.get(url.split('?', 1)[0]);
    const reads = method === 'GET' || method === 'HEAD';
    if (!found || !reads || !BROTLI.test(headers['accept-encoding'] ?? '')) return listener(request, response);
    response.writeHead(200, {
      'Content-Type': found.type,
      'Content-Length': found.size,
      'Content-Encoding': 'br',
      Vary: 'Accept-Encoding',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
    if (method === 'HEAD') return response.end();
    // The browser that goes away ends it; there is nobody to tell.
    pipeline(createReadStream(found.path), response, () => undefined);
  };
}

const { createServer } = http;
const server = process.argv[1];
if (server?.endsWith('server.js')) {
  const packed = packedIn(join(dirname(resolve(server)), '.next', 'static'));
  http.createServer = (...args) =>
    createServer(...args.map((one) => (typeof one === 'function' ? answering(packed, one) : one)));
  syncBuiltinESMExports();
}
