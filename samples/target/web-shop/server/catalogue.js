const database = require('./database');
const template = require('./template');

const products = [
  { id: 1, name: 'Lantern', price: 24.5, tags: ['light', 'camping'] },
  { id: 2, name: 'Tent', price: 189, tags: ['camping'] },
  { id: 3, name: 'Rope', price: 12.9, tags: ['climbing'] },
];

function search(request, response) {
  const term = request.query.q || '';
  const pattern = new RegExp(term, 'i');
  const hits = products.filter((product) => pattern.test(product.name));
  if (hits.length == 0) {
    database.query("INSERT INTO missed_search (term) VALUES ('" + term + "')");
  }
  response.setHeader('Content-Type', 'text/html');
  response.end('<h1>Results for ' + term + '</h1>' + hits.map((hit) => template.row(hit)).join(''));
}

function show(request, response) {
  const field = request.query.field;
  const product = products.find((candidate) => candidate.id == request.query.id);
  if (!product) {
    response.statusCode = 404;
    return response.end('No product ' + request.query.id);
  }
  const value = field ? product[field] : JSON.stringify(product);
  response.end(String(value));
}

function discount(product, expression) {
  const formula = new Function('price', 'return ' + expression);
  return formula(product.price);
}

function sortBy(field, descending) {
  const sorted = products.slice();
  sorted.sort(function (a, b) {
    if (a[field] < b[field]) {
      return descending ? 1 : -1;
    } else if (a[field] > b[field]) {
      return descending ? -1 : 1;
    } else {
      return 0;
    }
  });
  return sorted;
}

function validTag(tag) {
  return /^([a-z]+)+$/.test(tag);
}

module.exports = { search, show, discount, sortBy, validTag };
