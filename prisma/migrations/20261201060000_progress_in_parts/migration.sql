-- Progress inside a part: what each unfinished part has done, and points of a stage's progress, from which the rate over a
-- recent window follows. "priority" lets a run that somebody waits for go first (lower numbers first, as in the queue).
ALTER TABLE "run" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "run_part" ADD COLUMN "done" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "run_stage" ADD COLUMN "points" DOUBLE PRECISION[] NOT NULL DEFAULT '{}';
