const http = require('http');
const fs = require('fs');
const path = require('path');
const url = require('url');
const catalogue = require('./catalogue');
const orders = require('./orders');
const accounts = require('./accounts');
const uploads = require('./uploads');

const routes = {
  'GET /products': catalogue.search,
  'GET /product': catalogue.show,
  'POST /orders': orders.place,
  'GET /orders': orders.list,
  'POST /login': accounts.login,
  'POST /reset': accounts.reset,
  'POST /upload': uploads.receive,
};

function staticFile(request, response) {
  const wanted = url.parse(request.url).pathname;
  fs.readFile(path.join(__dirname, '..', 'public', wanted), (error, content) => {
    if (error) {
      response.statusCode = 404;
      response.end('Not found: ' + wanted);
      return;
    }
    response.end(content);
  });
}

const server = http.createServer((request, response) => {
  const parsed = url.parse(request.url, true);
  request.query = parsed.query;
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('X-Powered-By', 'careless-shop 1.0.0');
  const handler = routes[request.method + ' ' + parsed.pathname];
  if (!handler) return staticFile(request, response);
  try {
    handler(request, response);
  } catch (e) {
    response.statusCode = 500;
    response.end(e.stack);
  }
});

if (require.main === module) server.listen(process.env.PORT || 8080, process.env.HOST || '127.0.0.1');
module.exports = server;
