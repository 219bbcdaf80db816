import { clip, codeBlock, paragraphs, titled } from '@/lib/imports/parsers/markdown';

/** Headers that sign somebody in; their values are never kept. */
const CREDENTIALS = /^((?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token|x-csrf-token)([ \t]*:).*$/gim;

/** A request or response without the values of headers that sign somebody in, cut to what may be kept. */
export function withoutCredentials(message: string): string {
  return clip(message).replace(CREDENTIALS, '$1$2 [redacted]');
}

/** A request and its response as markdown, without credentials; empty where there is neither. */
export function exchange(request: string, response: string): string {
  return paragraphs(titled('Request', block(request)), titled('Response', block(response)));
}

function block(message: string): string {
  return message.trim() === '' ? '' : codeBlock(clip(withoutCredentials(message), 4_000), 'http');
}
