-- CreateTable
CREATE TABLE "safeguard_day" (
    "product_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "safeguards" TEXT[],
    "good" INTEGER[],
    "total" INTEGER[],

    CONSTRAINT "safeguard_day_pkey" PRIMARY KEY ("product_id","day")
);

-- AddForeignKey
ALTER TABLE "safeguard_day" ADD CONSTRAINT "safeguard_day_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is good is part of the total, promise by promise.
ALTER TABLE "safeguard_day"
  ADD CONSTRAINT "safeguard_day_parallel" CHECK (
    cardinality("safeguards") = cardinality("good") AND cardinality("safeguards") = cardinality("total"));

-- The days of which states are known already.
INSERT INTO "safeguard_day" ("product_id", "day", "safeguards", "good", "total")
SELECT d.product_id, d.day, array_agg(k.safeguard), array_agg(s.good), array_agg(s.total)
FROM (SELECT DISTINCT product_id, (valid_from AT TIME ZONE 'UTC')::date AS day
  FROM "safeguard_state" WHERE product_id IS NOT NULL) AS d
JOIN "safeguard_state" k ON k.product_id = d.product_id AND k.valid_to IS NULL
CROSS JOIN LATERAL (
  SELECT s.good, s.total FROM "safeguard_state" s
  WHERE s.safeguard = k.safeguard AND s.product_id = k.product_id
    AND s.valid_from < (d.day + 1)::timestamp AT TIME ZONE 'UTC' ORDER BY s.valid_from DESC LIMIT 1) AS s
GROUP BY d.product_id, d.day;
