-- A penetration test reports once: nothing more is expected of its source.
UPDATE "source" SET "expect_every_hours" = 0 WHERE "scanner" = 'pentest' AND "target" ~ '^PT-[1-9][0-9]{0,8}$';
