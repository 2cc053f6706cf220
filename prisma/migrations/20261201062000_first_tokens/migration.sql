-- Models behave oddly at the first content token of a sequence: the share of a feature's firings there. NULL where an
-- older version did not store it, and for a feature that never fires.
ALTER TABLE "feature_detail" ADD COLUMN "first_token_share" real;
