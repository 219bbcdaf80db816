import answers from '@/lib/tls/fuzz/fixtures/answers.json';
import { parseCertificate, parseCertificateStatus } from '@/lib/tls/wire/certificate';
import { HANDSHAKE, type HandshakeMessage, HandshakeReader } from '@/lib/tls/wire/handshake';
import { CONTENT, RecordReader } from '@/lib/tls/wire/records';

const recorded = Object.entries(answers).map(([name, base64]) => ({ name, bytes: Buffer.from(base64, 'base64') }));
const isTls = (name: string) => !name.includes('SSL 2') && !name.includes('revocations');

/** First flights of servers of the laboratory, as they came over the wire. */
export const ANSWERS: readonly Buffer[] = recorded.filter(({ name }) => isTls(name)).map(({ bytes }) => bytes);
export const SSL2_ANSWERS: readonly Buffer[] = recorded
  .filter(({ name }) => name.includes('SSL 2'))
  .map(({ bytes }) => bytes);
export const LISTS: readonly Buffer[] = recorded.filter(({ name }) => name.includes('revoc')).map(({ bytes }) => bytes);

function messagesOf(answer: Buffer): HandshakeMessage[] {
  const records = new RecordReader();
  const reader = new HandshakeReader();
  records.push(answer);
  for (let record = records.next(); record !== null; record = records.next()) {
    if (record.type === CONTENT.handshake) reader.push(record.body);
  }
  const found: HandshakeMessage[] = [];
  for (let message = reader.next(); message !== null; message = reader.next()) found.push(message);
  return found;
}

export const MESSAGES: readonly HandshakeMessage[] = ANSWERS.flatMap(messagesOf);

export function bodiesOf(type: number): Buffer[] {
  return MESSAGES.filter((message) => message.type === type).map(({ body }) => body);
}

/** The chain whose leaf the staple and the list of revocations are about: leaf, intermediate. */
export const REVOKED: readonly Buffer[] = messagesOf(Buffer.from(answers['o12 TLS 1.2'], 'base64'))
  .filter(({ type }) => type === HANDSHAKE.certificate)
  .flatMap(({ body }) => [...parseCertificate(body).ders]);
/** Certificates of the answers as DER, leaf before intermediate. */
export const CERTIFICATES: readonly Buffer[] = bodiesOf(HANDSHAKE.certificate).flatMap((body) => [
  ...parseCertificate(body).ders,
]);
export const STAPLES: readonly Buffer[] = bodiesOf(HANDSHAKE.certificateStatus).flatMap(
  (body) => parseCertificateStatus(body) ?? [],
);
