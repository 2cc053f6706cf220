-- Token search orders by each statistic over all features. Of a token whose list by summed activation is cut, further
-- lists keep the first 200 by another statistic. kind: 0 summed activation, 1 promotes, 2 suppresses, 3 mean activation
-- where active, 4 greatest activation, 5 share of the feature's summed activation; 0, 3, 4 and 5 hold the same figures.
ALTER TABLE "token_posting" DROP CONSTRAINT "token_posting_kind_check";
-- A partition is made apart and then attached, so its constraint is its own too.
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = '"token_posting"'::regclass LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS "token_posting_kind_check"', part);
  END LOOP;
END $$;
ALTER TABLE "token_posting" ADD CONSTRAINT "token_posting_kind_check" CHECK ("kind" BETWEEN 0 AND 5);
