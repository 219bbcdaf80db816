'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import type { Tone } from '@/components/ui/tone';
import { revokeTokenAction } from '@/lib/access/actions';
import { TOKEN_SCOPES, tokenIdSchema } from '@/lib/access/schema';
import type { TokenDto } from '@/lib/access/types';

const TONES: Readonly<Record<TokenDto['state'], Tone>> = {
  active: 'met',
  expiring: 'partly',
  expired: 'unknown',
  revoked: 'unknown',
};

type Props = { readonly tokens: readonly TokenDto[]; readonly mayRevoke: boolean };

export function TokensTable({ tokens, mayRevoke }: Props) {
  const t = useTranslations('access');
  const toast = useToast();
  const stepUp = useStepUp({
    key: 'token-revoke',
    schema: tokenIdSchema,
    run: revokeTokenAction,
    onDone: () => void toast.show({ title: t('tokens.revoked') }),
  });
  return (
    <>
      {tokens.length === 0 ? (
        <EmptyState icon={<KeyRound />} title={t('tokens.empty')}>
          {t('tokens.emptyLead')}
        </EmptyState>
      ) : (
        <Table label={t('settings.tokens')} stacked>
          <thead>
            <tr>
              <Th>{t('tokens.name')}</Th>
              <Th>{t('tokens.product')}</Th>
              <Th>{t('tokens.scopes')}</Th>
              <Th>{t('tokens.state')}</Th>
              <Th>{t('tokens.expires')}</Th>
              <Th>{t('tokens.lastUsed')}</Th>
              <Th>{t('tokens.createdBy')}</Th>
              <Th>
                <span className="sr-only">{t('tokens.revoke')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <Row
                key={token.id}
                token={token}
                onRevoke={mayRevoke && token.state !== 'revoked' ? () => stepUp.submit(token.id) : null}
              />
            ))}
          </tbody>
        </Table>
      )}
      <StepUpDialog stepUp={stepUp} verb={t('tokens.revoke')} summary={(id) => t('tokens.revokeSummary', { id })} />
    </>
  );
}

type RowProps = { readonly token: TokenDto; readonly onRevoke: (() => void) | null };

function Row({ token, onRevoke }: RowProps) {
  const t = useTranslations('access.tokens');
  const scopes = TOKEN_SCOPES.filter((scope) => token.scopes.includes(scope)).map((scope) => t(`scopeNames.${scope}`));
  return (
    <tr data-token={token.id}>
      <Td>
        {token.name} <code className="font-mono text-muted text-xs">{token.id}</code>
      </Td>
      <Td label={t('product')} className="whitespace-nowrap">
        {token.product} <span className="text-muted">{token.team}</span>
      </Td>
      <Td label={t('scopes')}>{scopes.join(', ')}</Td>
      <Td label={t('state')}>
        <Badge tone={TONES[token.state]}>{t(`states.${token.state}`)}</Badge>
      </Td>
      <Td label={t('expires')}>
        <RelativeTime at={token.expiresAt} />
      </Td>
      <Td label={t('lastUsed')}>
        {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : t('never')}
        {token.lastAddress && (
          <span className="block text-muted text-xs">{t('lastFrom', { address: token.lastAddress })}</span>
        )}
      </Td>
      <Td label={t('createdBy')} className="whitespace-nowrap">
        {token.createdBy}
      </Td>
      <Td className="text-right">
        {onRevoke && (
          <Button size="sm" variant="danger" onClick={onRevoke} aria-label={t('revokeLabel', { name: token.name })}>
            {t('revoke')}
          </Button>
        )}
      </Td>
    </tr>
  );
}
