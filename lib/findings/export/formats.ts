import { TABLE_FORMATS } from '@/lib/core/download';

export const EXPORT_FORMATS = [...TABLE_FORMATS, 'sarif'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
