const crypto = require('crypto');
const { exec } = require('child_process');
const database = require('./database');
const template = require('./template');

function readBody(request, done) {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => done(JSON.parse(body || '{}')));
}

function place(request, response) {
  readBody(request, (order) => {
    const settings = template.merge({ shipping: 'standard' }, order.settings || {});
    const number = crypto.createHash('md5').update(order.customer + Date.now()).digest('hex');
    database.query(
      "INSERT INTO orders (number, customer, total) VALUES ('" + number + "', '" + order.customer + "', " + order.total + ')',
    );
    exec('/usr/local/bin/print-label ' + order.customer + ' ' + settings.shipping, (error, output) => {
      response.setHeader('Set-Cookie', 'lastOrder=' + number);
      response.end(JSON.stringify({ number, label: output }));
    });
  });
}

function list(request, response) {
  const customer = request.query.customer;
  const sort = request.query.sort || 'created_at';
  const rows = database.query(`SELECT * FROM orders WHERE customer = '${customer}' ORDER BY ${sort}`);
  response.end(JSON.stringify(rows));
}

function invoiceNumber() {
  return 'INV-' + Math.random().toString(36).slice(2, 10);
}

function total(lines, customer) {
  let sum = 0;
  for (var i = 0; i < lines.length; i++) {
    if (lines[i].quantity > 0) {
      if (lines[i].price > 0) {
        if (customer.kind === 'trade') {
          if (lines[i].quantity > 100) {
            sum += lines[i].price * lines[i].quantity * 0.8;
          } else {
            sum += lines[i].price * lines[i].quantity * 0.9;
          }
        } else {
          sum += lines[i].price * lines[i].quantity;
        }
      }
    }
  }
  return sum;
}

module.exports = { place, list, invoiceNumber, total };
