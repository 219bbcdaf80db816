var basket = JSON.parse(localStorage.getItem('basket') || '[]');

function buy(id) {
  basket.push(id);
  localStorage.setItem('basket', JSON.stringify(basket));
  show();
}

function show() {
  document.getElementById('basket').innerHTML = basket.map(function (id) {
    return '<li>' + id + '</li>';
  }).join('');
}

function greet() {
  var name = new URLSearchParams(location.search).get('name');
  document.write('<p>Hello ' + name + '</p>');
}

function receive(event) {
  document.getElementById('notice').outerHTML = event.data;
}

function suggest(term) {
  fetch('/products?q=' + term)
    .then(function (answer) { return answer.text(); })
    .then(function (html) {
      document.getElementById('results').insertAdjacentHTML('beforeend', html);
    });
}

window.addEventListener('message', receive);
window.parent.postMessage({ basket: basket }, '*');
greet();
show();
