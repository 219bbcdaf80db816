import type { AdviceBlock, Plan } from '@/lib/tls/advice/types';

/**
 * v2, by az: `CustomV2` policies have the suites of TLS 1.3 by themselves. The header is set by a set of rewrite rules, which
 * the routing rule must name. https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview
 */
export function azureApplicationGateway({ suites, hstsSeconds, rulesOf }: Plan): AdviceBlock {
  const line = (text: string, rules: readonly string[] = []) => ({ text, rules });
  const gateway = '--resource-group "$GROUP" --gateway-name "$GATEWAY"';
  // The gateway knows no ChaCha20.
  const known = suites.iana.filter((suite) => !suite.includes('CHACHA20'));
  const hsts = rulesOf('hsts');
  return {
    product: 'azure-application-gateway',
    language: 'shell',
    lines: [
      line(`az network application-gateway ssl-policy set ${gateway} \\`),
      line('  --policy-type CustomV2 --min-protocol-version TLSv1_2 \\', rulesOf('protocols')),
      line(`  --cipher-suites ${known.join(' ')}`, [...rulesOf('suites'), ...rulesOf('groups')]),
      line(`az network application-gateway rewrite-rule set create ${gateway} --name hsts`, hsts),
      line(`az network application-gateway rewrite-rule create ${gateway} --rule-set-name hsts --name hsts \\`, hsts),
      line(`  --sequence 100 --response-headers Strict-Transport-Security="max-age=${hstsSeconds}"`, hsts),
      line(`az network application-gateway rule update ${gateway} --name "$RULE" --rewrite-rule-set hsts`, hsts),
      line(
        `az network application-gateway ssl-cert update ${gateway} --name "$CERTIFICATE" --cert-file fullchain.pfx --cert-password "$PASSWORD"`,
        rulesOf('chain'),
      ),
    ],
  };
}
