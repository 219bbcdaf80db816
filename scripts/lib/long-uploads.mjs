// Preloaded into the web process. Node cuts a request that takes longer than five minutes (server.requestTimeout), and
// Next has no setting for it: a large report over a slow line needs more. Headers keep their minute.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const REQUEST_MS = 3_600_000;
const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(...args);
  server.requestTimeout = REQUEST_MS;
  return server;
};
syncBuiltinESMExports();
