import type { AdviceBlock, Plan } from '@/lib/tls/advice/types';

/** https://httpd.apache.org/docs/2.4/mod/mod_ssl.html, with mod_headers. */
export function apache({ host, port, suites, hstsSeconds, staple, rulesOf }: Plan): AdviceBlock {
  const line = (text: string, rules: readonly string[] = []) => ({ text, rules });
  const folder = `/etc/apache2/tls/${host}`;
  return {
    product: 'apache',
    language: 'apache',
    lines: [
      ...(staple ? [line('SSLStaplingCache shmcb:/var/run/ocsp(128000)', rulesOf('staple'))] : []),
      line(`<VirtualHost *:${port}>`),
      line(`    ServerName ${host}`),
      line('    SSLEngine on'),
      line(`    SSLCertificateFile ${folder}/fullchain.pem`, rulesOf('chain')),
      line(`    SSLCertificateKeyFile ${folder}/privkey.pem`),
      line('    SSLProtocol -all +TLSv1.2 +TLSv1.3', rulesOf('protocols')),
      line(`    SSLCipherSuite ${suites.openssl.join(':')}`, rulesOf('suites')),
      line('    SSLHonorCipherOrder off'),
      line('    SSLOpenSSLConfCmd Curves X25519:prime256v1:secp384r1', rulesOf('groups')),
      line('    SSLCompression off', rulesOf('compression')),
      ...(staple ? [line('    SSLUseStapling on', rulesOf('staple'))] : []),
      line(`    Header always set Strict-Transport-Security "max-age=${hstsSeconds}"`, rulesOf('hsts')),
      line('</VirtualHost>'),
    ],
  };
}
