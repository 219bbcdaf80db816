// Preloaded into the web process. Node cuts a request that takes longer than five minutes (server.requestTimeout), and
// Next has no setting for it: a large report over a slow line needs more. Headers keep their minute.
// Told to stop, Node keeps the connections of streams that end then in store for 75 s: those are closed at once.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const REQUEST_MS = 3_600_000;
const SWEEP_MS = 100;
const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(...args);
  server.requestTimeout = REQUEST_MS;
  process.once('SIGTERM', () => setInterval(() => server.closeIdleConnections(), SWEEP_MS).unref());
  return server;
};
syncBuiltinESMExports();
