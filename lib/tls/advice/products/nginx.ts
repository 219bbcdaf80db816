import type { AdviceBlock, Plan } from '@/lib/tls/advice/types';

/** https://nginx.org/en/docs/http/ngx_http_ssl_module.html */
export function nginx({ host, port, suites, hstsSeconds, staple, rulesOf }: Plan): AdviceBlock {
  const line = (text: string, rules: readonly string[] = []) => ({ text, rules });
  const folder = `/etc/nginx/tls/${host}`;
  return {
    product: 'nginx',
    language: 'nginx',
    lines: [
      line('server {'),
      line(`    listen ${port} ssl;`),
      line(`    server_name ${host};`),
      line(`    ssl_certificate ${folder}/fullchain.pem;`, rulesOf('chain')),
      line(`    ssl_certificate_key ${folder}/privkey.pem;`),
      line('    ssl_protocols TLSv1.2 TLSv1.3;', rulesOf('protocols')),
      line(`    ssl_ciphers ${suites.openssl.join(':')};`, rulesOf('suites')),
      line('    ssl_prefer_server_ciphers off;'),
      line('    ssl_ecdh_curve X25519:prime256v1:secp384r1;', rulesOf('groups')),
      ...(staple
        ? [line('    ssl_stapling on;', rulesOf('staple')), line('    ssl_stapling_verify on;', rulesOf('staple'))]
        : []),
      line(`    add_header Strict-Transport-Security "max-age=${hstsSeconds}" always;`, rulesOf('hsts')),
      line('}'),
    ],
  };
}
