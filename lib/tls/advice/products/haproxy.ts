import type { AdviceBlock, Plan } from '@/lib/tls/advice/types';

/** https://docs.haproxy.org/2.6/configuration.html; the file of `crt` holds key, certificate and its intermediates. */
export function haproxy({ host, port, suites, suites13, hstsSeconds, staple, rulesOf }: Plan): AdviceBlock {
  const line = (text: string, rules: readonly string[] = []) => ({ text, rules });
  return {
    product: 'haproxy',
    language: 'haproxy',
    lines: [
      line('global'),
      line('    ssl-default-bind-options ssl-min-ver TLSv1.2', rulesOf('protocols')),
      line(`    ssl-default-bind-ciphers ${suites.openssl.join(':')}`, rulesOf('suites')),
      line(`    ssl-default-bind-ciphersuites ${suites13.join(':')}`),
      line('    ssl-default-bind-curves X25519:P-256:P-384', rulesOf('groups')),
      line('frontend https'),
      line('    mode http'),
      line(`    bind :${port} ssl crt /etc/haproxy/tls/${host}.pem alpn h2,http/1.1`, [
        ...rulesOf('chain'),
        // HAProxy staples what lies in <crt>.ocsp.
        ...(staple ? rulesOf('staple') : []),
      ]),
      line(`    http-response set-header Strict-Transport-Security "max-age=${hstsSeconds}"`, rulesOf('hsts')),
    ],
  };
}
