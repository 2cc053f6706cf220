-- A free place is taken by looking from a random item on, not by shuffling all places that are free.
DROP INDEX "study_assignment_free_idx";
CREATE INDEX "study_assignment_free_idx" ON "study_assignment" ("study_id", "slot", "item_id") WHERE "state" = 'free';
