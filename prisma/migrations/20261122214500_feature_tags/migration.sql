-- What kind of feature it is, by the rules of lib/analysis/motifs.ts: numbers of MOTIF_TAGS, ascending. NULL: the
-- analysis was made before there were tags.
ALTER TABLE "feature_stat" ADD COLUMN "tags" smallint[];
CREATE INDEX "feature_stat_tags_idx" ON "feature_stat" USING gin ("tags");
