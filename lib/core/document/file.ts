import { toMarkdown } from '@/lib/core/document/markdown';
import { toPdf } from '@/lib/core/document/pdf';
import type { PlainDocument } from '@/lib/core/document/types';
import { DomainError } from '@/lib/core/errors';

/**
 * The document as a file to keep. `name`: without ending, of letters that a header holds.
 * @throws DomainError `invalid` (`field: format`) for another format than pdf and md
 */
export async function documentFile(document: PlainDocument, format: string | null, name: string): Promise<Response> {
  if (format !== 'pdf' && format !== 'md') throw new DomainError('invalid', { field: 'format' });
  const body = format === 'pdf' ? await toPdf(document) : toMarkdown(document);
  return new Response(body, {
    headers: {
      'content-type': format === 'pdf' ? 'application/pdf' : 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
