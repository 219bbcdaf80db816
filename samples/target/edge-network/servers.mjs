/**
 * Loopback servers that look like a careless edge network, for Nmap. Nothing but 127.0.10.0/24 is bound.
 * `node servers.mjs 1|2 <folder with key.pem and cert.pem>`; prints "ready"; ends with its standard input.
 * Version 2 has the telnet banner, the debug page and the old FTP server gone, and a new cache that is open.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';

const version = Number(process.argv[2] ?? 1);
const folder = process.argv[3] ?? '.';
const tls = {
  key: readFileSync(path.join(folder, 'key.pem')),
  cert: readFileSync(path.join(folder, 'cert.pem')),
  minVersion: 'TLSv1',
  ciphers: 'ALL:@SECLEVEL=0',
};

/** A server that greets and answers line by line, as `answers` says. */
function lines(greeting, answers = {}) {
  return net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.write(greeting);
    socket.on('data', (data) => {
      const word = data.toString('latin1').split(/[\s\r\n]/)[0].toUpperCase();
      socket.write(answers[word] ?? answers['*'] ?? '');
    });
  });
}

/** A web server; `answer` maps a path to [status, headers, body]. */
function web(server, pages) {
  return (request, response) => {
    response.setHeader('Server', server);
    const page = pages[request.url] ?? [404, {}, 'Not found'];
    response.writeHead(page[0], page[1]);
    response.end(request.method === 'HEAD' ? undefined : page[2]);
  };
}

const html = { 'Content-Type': 'text/html' };
const listing = '<html><head><title>Index of /</title></head><body><h1>Index of /</h1><a href="backup.tar.gz">backup</a></body></html>';
const shopPages = {
  '/': [200, { ...html, 'Set-Cookie': 'PHPSESSID=abc123; path=/' }, '<title>Careless shop</title><h1>Shop</h1>'],
  '/robots.txt': [200, { 'Content-Type': 'text/plain' }, 'User-agent: *\nDisallow: /admin\nDisallow: /backup\n'],
  '/admin': [401, { 'WWW-Authenticate': 'Basic realm="Shop admin"' }, 'Sign in'],
  '/server-status': [200, html, '<title>Apache Status</title>'],
};
const redis = { PING: '+PONG\r\n', INFO: '$62\r\n# Server\r\nredis_version:5.0.3\r\nredis_mode:standalone\r\nos:Linux\r\n\r\n' };

const plan = [
  ['127.0.10.1', 80, http.createServer(web('Apache/2.4.29 (Ubuntu)', shopPages)), [1, 2]],
  ['127.0.10.1', 443, https.createServer(tls, web('Apache/2.4.29 (Ubuntu)', shopPages)), [1, 2]],
  ['127.0.10.1', 22, lines('SSH-2.0-OpenSSH_7.2p2 Ubuntu-4ubuntu2.4\r\n'), [1, 2]],
  ['127.0.10.1', 21, lines('220 (vsFTPd 2.3.4)\r\n', { USER: '331 Please specify the password.\r\n', PASS: '230 Login successful.\r\n', SYST: '215 UNIX Type: L8\r\n', '*': '500 Unknown command.\r\n' }), [1]],
  ['127.0.10.2', 80, http.createServer(web('nginx/1.14.0', { '/': [200, html, listing] })), [1]],
  ['127.0.10.2', 8080, http.createServer(web('Werkzeug/0.14.1 Python/3.6.9', { '/': [200, html, '<title>Debug console</title>'] })), [1]],
  ['127.0.10.2', 8443, https.createServer(tls, web('nginx/1.14.0', { '/': [200, html, '<title>Edge status</title>'] })), [1, 2]],
  ['127.0.10.2', 23, lines('\r\nEdge router\r\nlogin: '), [1]],
  ['127.0.10.3', 25, lines('220 mail.shop.example ESMTP Postfix (Ubuntu)\r\n', { EHLO: '250-mail.shop.example\r\n250-VRFY\r\n250 8BITMIME\r\n', HELO: '250 mail.shop.example\r\n', QUIT: '221 Bye\r\n', '*': '502 Error\r\n' }), [1, 2]],
  ['127.0.10.3', 110, lines('+OK Dovecot ready.\r\n', { CAPA: '+OK\r\nUSER\r\nTOP\r\n.\r\n', '*': '-ERR Unknown command.\r\n' }), [1, 2]],
  ['127.0.10.3', 143, lines('* OK [CAPABILITY IMAP4rev1 LOGIN] Dovecot ready.\r\n', { '*': '* BAD Error\r\n' }), [1, 2]],
  ['127.0.10.4', 6379, lines('', redis), [1, 2]],
  ['127.0.10.4', 11211, lines('', { VERSION: 'VERSION 1.4.25\r\n', STATS: 'STAT version 1.4.25\r\nEND\r\n', '*': 'ERROR\r\n' }), [2]],
  ['127.0.10.4', 9200, http.createServer(web('', { '/': [200, { 'Content-Type': 'application/json' }, '{"name":"edge-1","cluster_name":"search","version":{"number":"2.3.1","lucene_version":"5.5.0"},"tagline":"You Know, for Search"}'] })), [1, 2]],
  ['127.0.10.5', 3000, http.createServer(web('', { '/': [302, { Location: '/login' }, ''], '/login': [200, html, '<title>Grafana</title>'] })), [2]],
  ['127.0.10.5', 5900, lines('RFB 003.008\n'), [1, 2]],
];

const open = plan.filter((entry) => entry[3].includes(version));
for (const [, , server] of open) server.on('clientError', (_error, socket) => socket.destroy()).on('tlsClientError', () => undefined);
await Promise.all(open.map(([host, port, server]) => new Promise((done, fail) => server.once('error', fail).listen(port, host, done))));
console.log('ready');
process.stdin.on('end', () => process.exit(0)).resume();
