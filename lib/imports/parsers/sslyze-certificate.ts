import { flag, type JsonObject, moment, number, object, objects, text } from '@/lib/core/json';
import { ofCertificate } from '@/lib/imports/parsers/tls-weakness';
import type { TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';

type Said = [TlsWeaknessId, string];

/** What sslyze's `certificate_info` shows to be wrong, of any certificate that the server sends. */
export function sslyzeCertificate(info: JsonObject | undefined, scanAt: Date | undefined): Said[] {
  return objects(info, 'certificate_deployments').flatMap((deployment) => {
    const [leaf] = objects(deployment, 'received_certificate_chain');
    const key = object(leaf, 'public_key') ?? object(leaf, 'publicKey');
    const signature = text(leaf, 'signature_hash_algorithm', 'name').slice(0, 50);
    const keyType = (text(key, 'algorithm') || (text(key, 'rsa_n') === '' ? '' : 'RSA')).replace(
      /^_?(\w{1,20}?)PublicKey$/,
      '$1',
    );
    return [
      ...trustOf(deployment, leaf, scanAt),
      ...(flag(deployment, 'leaf_certificate_subject_matches_hostname') === false
        ? [said('cert-name', subjectOf(leaf))]
        : []),
      ...ofCertificate(signature, keyType, number(key, 'key_size') ?? number(key, 'size')),
    ];
  });
}

/** The first of: out of its time, signed by itself, not trusted by Mozilla's store. */
function trustOf(deployment: JsonObject, leaf: JsonObject | undefined, scanAt: Date | undefined): Said[] {
  const until = moment(leaf, 'not_valid_after') ?? moment(leaf, 'notAfter');
  const from = moment(leaf, 'not_valid_before') ?? moment(leaf, 'notBefore');
  if (until && scanAt && until < scanAt) return [said('cert-expired', until.toISOString())];
  if (from && scanAt && from > scanAt) return [said('cert-not-yet-valid', from.toISOString())];
  const mozilla = objects(deployment, 'path_validation_results').find(
    (result) => text(result, 'trust_store', 'name') === 'Mozilla',
  );
  if (!mozilla || validated(mozilla)) return [];
  const reason = (text(mozilla, 'openssl_error_string') || text(mozilla, 'validation_error')).slice(0, 200);
  if (/expired/i.test(reason)) return [said('cert-expired', reason)];
  const itself = subjectOf(leaf) !== '' && subjectOf(leaf) === text(leaf, 'issuer', 'rfc4514_string').slice(0, 200);
  return [
    itself || /self.signed certificate$/i.test(reason)
      ? said('cert-self-signed', subjectOf(leaf))
      : said('cert-untrusted', reason),
  ];
}

/** Newer reports give the chain that was found, older ones say whether it was. */
function validated(result: JsonObject): boolean {
  return flag(result, 'was_validation_successful') ?? objects(result, 'verified_certificate_chain').length > 0;
}

function subjectOf(certificate: JsonObject | undefined): string {
  return text(certificate, 'subject', 'rfc4514_string').slice(0, 200);
}

function said(id: TlsWeaknessId, words: string): Said {
  return [id, words];
}
