import { clip, codeBlock, paragraphs } from '@/lib/imports/parsers/markdown';

/** Headers that sign somebody in; their values are never kept. */
const CREDENTIALS = /^((?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token|x-csrf-token)([ \t]*:).*$/gim;

/** A request or response without the values of headers that sign somebody in, cut to what may be kept. */
export function withoutCredentials(message: string): string {
  return clip(message).replace(CREDENTIALS, '$1$2 [redacted]');
}

/** A request and its response as markdown, without credentials; empty where there is neither. */
export function exchange(request: string, response: string): string {
  return paragraphs(titled('Request', request), titled('Response', response));
}

function titled(title: string, message: string): string {
  if (message.trim() === '') return '';
  return `${title}:\n\n${codeBlock(clip(withoutCredentials(message), 4_000), 'http')}`;
}
