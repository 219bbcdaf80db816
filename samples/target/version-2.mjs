/**
 * What changed between the two versions of the target: some problems were mended, some slipped in, some lines moved.
 * `edit` puts text in the place of text that must be there, `remove` and `add` are whole files.
 */
const edit = (file, from, to) => ({ file, from, to });
const remove = (file) => ({ file, remove: true });
const add = (file, text) => ({ file, text });

const LICENCE_LINES = '// Careless shop.\n// Not for use.\n\n';

export const changes = [
  // Web shop: searches no longer evaluate what people type, one widget is safe, reviews are new.
  edit('web-shop/server/catalogue.js', "const database = require('./database');", `${LICENCE_LINES}const database = require('./database');`),
  edit('web-shop/server/catalogue.js', "const pattern = new RegExp(term, 'i');", 'const wanted = String(term).toLowerCase();'),
  edit('web-shop/server/catalogue.js', 'pattern.test(product.name)', 'product.name.toLowerCase().includes(wanted)'),
  edit('web-shop/server/catalogue.js', '/^([a-z]+)+$/', '/^[a-z]+$/'),
  edit('web-shop/server/template.js', 'return eval(expression);', "return expression in data ? String(data[expression]) : '';"),
  edit('web-shop/server/template.js', '/\\{\\{\\s*(.+?)\\s*\\}\\}/g', '/\\{\\{([a-z]+)\\}\\}/g'),
  edit('web-shop/server/accounts.js', 'Math.floor(Math.random() * 1000000)', 'crypto.randomInt(1000000)'),
  edit('web-shop/server/uploads.js', '0o777', '0o640'),
  edit('web-shop/public/basket.js', "document.write('<p>Hello ' + name + '</p>');", "document.getElementById('notice').textContent = 'Hello ' + name;"),
  edit('web-shop/public/basket.js', "document.getElementById('notice').outerHTML = event.data;", "document.getElementById('notice').textContent = event.data;"),
  add(
    'web-shop/server/reviews.js',
    `const fs = require('fs');
const { exec } = require('child_process');

const reviews = {};

function add(request, response) {
  const { product, field, text } = request.query;
  reviews[product] = reviews[product] || {};
  reviews[product][field] = text;
  fs.appendFileSync('/tmp/reviews/' + product, text);
  response.end('<p>' + text + '</p>');
}

function find(request, response) {
  exec('grep -r ' + request.query.term + ' /tmp/reviews', (error, output) => response.end(output));
}

function filter(expression, list) {
  return list.filter((review) => eval(expression) && new RegExp(expression).test(review));
}

module.exports = { add, find, filter };
`,
  ),
  edit('web-shop/openapi.yaml', '- url: http://shop.example.org', '- url: https://shop.example.org'),
  edit('web-shop/openapi.yaml', '        - { name: apiKey, in: query, schema: { type: string } }\n', ''),
  edit('web-shop/openapi.yaml', '    key: { type: apiKey, in: query, name: apiKey }', '    key: { type: apiKey, in: header, name: X-Api-Key }'),
  edit('web-shop/openapi.yaml', '      security: [{ basic: [] }]\n', ''),
  edit(
    'web-shop/openapi.yaml',
    'components:\n',
    `  /reviews:
    post:
      operationId: addReview
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                product: { type: integer }
                text: { type: string }
      responses:
        '200': { description: Added }
components:
`,
  ),
  edit('web-shop/Dockerfile', 'FROM node:latest', 'FROM node:24.1.0-bookworm-slim'),
  edit('web-shop/Dockerfile', 'MAINTAINER shop@example.org\n', ''),
  edit('web-shop/Dockerfile', 'EXPOSE 22\n', ''),
  edit('web-shop/Dockerfile', 'WORKDIR app', 'WORKDIR /app'),
  edit('web-shop/Dockerfile', 'CMD npm start\n', ''),
  edit('web-shop/deploy/shop.yaml', '            privileged: true', '            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true'),
  edit('web-shop/deploy/shop.yaml', '      hostNetwork: true\n', ''),
  edit('web-shop/deploy/cron.yaml', '                allowPrivilegeEscalation: true', '                allowPrivilegeEscalation: false\n                runAsNonRoot: true'),
  remove('web-shop/config/signing.pem'),
  add(
    'web-shop/config/staging.env',
    'DATABASE_URL=postgres://shop:another-example-password@staging.shop.example:5432/shop\nMAIL_PASSWORD=example-mail-password\n',
  ),
  // Payments: the bridge loses its worst copies, the settlement its pickles; a public bucket is closed, a queue opened.
  edit('payments/bridge/terminal.c', '  strcpy(buffer, line);', '  snprintf(buffer, sizeof buffer, "%s", line);'),
  edit('payments/bridge/terminal.c', '  printf(line);', '  printf("%s", line);'),
  edit('payments/bridge/terminal.c', '  gets(answer);', '  if (!fgets(answer, sizeof answer, stdin)) return;'),
  edit('payments/bridge/terminal.c', '  if (payment->amount < 0) free(card);\n', ''),
  edit('payments/bridge/terminal.c', 'static char last_error[64];', '/* The last line that could not be read. */\nstatic char last_error[64];'),
  edit(
    'payments/bridge/spool.c',
    'int main(',
    `int remember(const char *till) {
  char name[16];
  sprintf(name, "till-%s", till);
  FILE *file = fopen(name, "w");
  fputs(till, file);
  return 0;
}

int main(`,
  ),
  edit('payments/settlement/settle.py', 'return pickle.load(file)', 'return file.read()'),
  edit('payments/settlement/settle.py', 'import pickle\n', ''),
  edit('payments/settlement/settle.py', 'yaml.load(text)', 'yaml.safe_load(text)'),
  edit('payments/settlement/settle.py', 'return tempfile.mktemp()', 'return tempfile.mkstemp()[1]'),
  edit(
    'payments/settlement/settle.py',
    'def reference():',
    'def archive(path):\n    subprocess.Popen("tar czf /tmp/archive.tgz " + path, shell=True)\n\n\ndef reference():',
  ),
  edit('payments/settlement/server.py', 'debug=True', 'debug=False'),
  edit('payments/settlement/server.py', 'verify=False', 'verify=True'),
  edit('payments/infra/main.tf', 'acl    = "public-read"', 'acl    = "private"'),
  edit('payments/infra/main.tf', 'storage_encrypted    = false', 'storage_encrypted    = true'),
  edit('payments/infra/main.tf', 'publicly_accessible  = true', 'publicly_accessible  = false'),
  edit('payments/infra/main.tf', 'encrypted = false', 'encrypted = true'),
  edit(
    'payments/infra/main.tf',
    'resource "aws_sqs_queue" "settlement" {',
    'resource "aws_sns_topic" "settled" {\n  name = "settled"\n}\n\nresource "aws_ecr_repository" "bridge" {\n  name = "bridge"\n}\n\nresource "aws_sqs_queue" "settlement" {',
  ),
  edit('payments/infra/bridge.Dockerfile', 'FROM debian\n', 'FROM debian:12.8\n'),
  edit('payments/infra/bridge.yaml', '  hostPID: true\n  hostIPC: true\n', ''),
  // Edge network: see edge-network/servers.mjs for the hosts.
  edit('edge-network/gateway.yaml', '      hostNetwork: true\n', ''),
  edit('edge-network/gateway.yaml', 'image: nginx\n', 'image: nginx:1.27.3\n'),
  edit('edge-network/network.tf', 'enable_https_traffic_only = false', 'enable_https_traffic_only = true'),
  edit('edge-network/network.tf', '"TLS1_0"', '"TLS1_2"'),
  edit('edge-network/network.tf', 'destination_port_range      = "22"', 'destination_port_range      = "3389"'),
  // Build tools: quoting in one script, a new one without, plugins without eval.
  edit('build-tools/scripts/release.sh', 'cd $TARGET\n', 'cd "$TARGET" || exit 1\n'),
  edit('build-tools/scripts/release.sh', 'rm -rf $TARGET/$VERSION/*', 'rm -rf "${TARGET:?}/${VERSION:?}"/*'),
  edit('build-tools/scripts/release.sh', 'eval $answer\n', 'echo "$answer"\n'),
  edit('build-tools/scripts/runner.sh', 'wget http://downloads.example.org/agent.sh -O - | sh\n', ''),
  add(
    'build-tools/scripts/notify.sh',
    '#!/bin/bash\nfor person in $(cat people); do\n  curl -d text=$1 http://chat.example.org/$person\ndone\ncd /srv/chat\nrm -f *.old\nread reply\necho $reply | mail -s $2 team@example.org\n',
  ),
  edit('build-tools/plugins/publish.js', "eval('(' + fs.readFileSync(plugin + '.json') + ')')", "JSON.parse(fs.readFileSync(plugin + '.json'))"),
  edit('build-tools/plugins/publish.js', ' && /(a|a?)+$/.test(branch)', ''),
  edit('build-tools/plugins/cache.js', 'return cache[key];', 'return Object.hasOwn(cache, key) ? cache[key] : undefined;'),
  edit('build-tools/infra/Dockerfile', 'FROM ubuntu:latest', 'FROM ubuntu:24.04'),
  edit('build-tools/infra/Dockerfile', 'RUN chmod 777 /plugins\n', 'EXPOSE 22\n'),
  edit('build-tools/infra/agents.yaml', '          securityContext: { privileged: true }', '          securityContext: { privileged: false }'),
];
