import type { AdviceBlock, Plan } from '@/lib/tls/advice/types';

/** The certificate with its intermediates: what the Ingress names as `secretName`. */
const secret = [
  '---',
  'apiVersion: v1',
  'kind: Secret',
  'metadata:',
  '  name: example-tls',
  'type: kubernetes.io/tls',
  'data:',
  '  tls.crt: "$(base64 -w0 fullchain.pem)"',
  '  tls.key: "$(base64 -w0 privkey.pem)"',
];

/** The controller's ConfigMap. https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/ */
export function ingressNginx({ suites, hstsSeconds, staple, rulesOf }: Plan): AdviceBlock {
  const line = (text: string, rules: readonly string[] = []) => ({ text, rules });
  const [hsts, chain] = [rulesOf('hsts'), rulesOf('chain')];
  return {
    product: 'ingress-nginx',
    language: 'yaml',
    lines: [
      line('apiVersion: v1'),
      line('kind: ConfigMap'),
      line('metadata:'),
      line('  name: ingress-nginx-controller'),
      line('  namespace: ingress-nginx'),
      line('data:'),
      line('  ssl-protocols: "TLSv1.2 TLSv1.3"', rulesOf('protocols')),
      line(`  ssl-ciphers: "${suites.openssl.join(':')}"`, rulesOf('suites')),
      line('  ssl-ecdh-curve: "X25519:prime256v1:secp384r1"', rulesOf('groups')),
      ...(staple ? [line('  enable-ocsp: "true"', rulesOf('staple'))] : []),
      line('  hsts: "true"', hsts),
      line(`  hsts-max-age: "${hstsSeconds}"`, hsts),
      line('  hsts-include-subdomains: "false"'),
      ...(chain.length > 0 ? secret.map((text) => line(text, chain)) : []),
    ],
  };
}
