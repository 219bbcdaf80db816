const helpers = {
  upper: (text) => String(text).toUpperCase(),
  money: (value) => '€ ' + Number(value).toFixed(2),
};

function render(source, data) {
  return source.replace(/\{\{\s*(.+?)\s*\}\}/g, (whole, expression) => {
    with_data(data);
    return eval(expression);
  });
}

function with_data(data) {
  for (const key in data) {
    global[key] = data[key];
  }
}

function row(product) {
  return '<div onclick="buy(' + product.id + ')">' + product.name + ' ' + helpers.money(product.price) + '</div>';
}

function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object') {
      if (!target[key]) target[key] = {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

module.exports = { render, row, merge, helpers };
