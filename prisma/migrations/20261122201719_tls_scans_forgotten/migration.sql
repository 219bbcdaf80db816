-- Once a day old scans that changed nothing are thinned out (lib/tls/mutations/forget.ts).
CREATE INDEX "tls_scan_unchanged_idx" ON "tls_scan" ("created_at") WHERE "changes" = '[]'::jsonb;
