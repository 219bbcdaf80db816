-- CreateTable
CREATE TABLE "product_watch" (
    "product_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_watch_pkey" PRIMARY KEY ("product_id","person_id")
);

-- CreateIndex
CREATE INDEX "product_watch_person_id_idx" ON "product_watch"("person_id");

-- AddForeignKey
ALTER TABLE "product_watch" ADD CONSTRAINT "product_watch_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_watch" ADD CONSTRAINT "product_watch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
