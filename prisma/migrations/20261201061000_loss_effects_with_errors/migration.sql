-- Loss effects are estimates: beside each mean stand the number of measured firings and the standard error.
ALTER TABLE "feature_detail" ADD COLUMN "interval_loss_errors" real[] NOT NULL DEFAULT '{}';
ALTER TABLE "feature_detail" ADD COLUMN "interval_loss_measured" integer[] NOT NULL DEFAULT '{}';
ALTER TABLE "feature_detail" ADD COLUMN "loss_error" real;
ALTER TABLE "feature_detail" ADD COLUMN "loss_measured" integer;

-- All that a shard hands on lies in one table, a record a block of features.
ALTER TABLE "shard_data" DROP CONSTRAINT "shard_data_kind_check";
ALTER TABLE "shard_data" ADD COLUMN "block" integer NOT NULL DEFAULT 0;
ALTER TABLE "shard_data" DROP CONSTRAINT "shard_data_pkey";
ALTER TABLE "shard_data" ADD PRIMARY KEY ("analysis_id", "kind", "block", "shard");
INSERT INTO "shard_data" ("analysis_id", "kind", "block", "shard", "bytes")
  SELECT "analysis_id", 'summary', "block", "shard", "bytes" FROM "shard_summary";
DROP TABLE "shard_summary";
