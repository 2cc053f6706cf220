-- What came with weights: how a dictionary was trained, and sweeps over sparsity on a model. Keyed by the hash of the
-- weights they speak of, so that replaced weights lose theirs by themselves.
CREATE TABLE "training_record" (
  "weights_hash" text PRIMARY KEY,
  "record" jsonb NOT NULL
);

CREATE TABLE "sweep" (
  "model_hash" text NOT NULL,
  "name" text NOT NULL,
  "hook" text NOT NULL,
  "sweep" jsonb NOT NULL,
  PRIMARY KEY ("model_hash", "name")
);
