-- Identity, text, runs and the computed tables. Computed tables are partitioned by analysis so that an
-- analysis is published by one UPDATE of dictionary.current_analysis_id and dropped by dropping partitions.

CREATE TABLE "model" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "slug" text NOT NULL UNIQUE,
  "spec" jsonb NOT NULL,
  "weights_hash" text NOT NULL,
  "tokenizer_hash" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "model_slug_shape" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);

-- One vocabulary a tokenizer: the exact bytes of every token.
CREATE TABLE "token" (
  "tokenizer_hash" text NOT NULL,
  "id" integer NOT NULL,
  "bytes" bytea NOT NULL,
  "text" text NOT NULL,
  "special" boolean NOT NULL,
  PRIMARY KEY ("tokenizer_hash", "id")
);
CREATE INDEX "token_text_idx" ON "token" ("tokenizer_hash", lower("text"));

CREATE TABLE "dictionary" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "slug" text NOT NULL UNIQUE,
  "model_id" integer NOT NULL REFERENCES "model" ("id"),
  "hook" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('standard', 'neurons')),
  "d_in" integer NOT NULL CHECK ("d_in" > 0),
  "d_sae" integer NOT NULL CHECK ("d_sae" > 0),
  "spec" jsonb NOT NULL,
  "weights_hash" text NOT NULL,
  "current_analysis_id" integer,
  "created_at" timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "feature" (
  "dictionary_id" integer NOT NULL REFERENCES "dictionary" ("id"),
  "index" integer NOT NULL CHECK ("index" >= 0),
  PRIMARY KEY ("dictionary_id", "index")
);

CREATE TABLE "corpus" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "name" text NOT NULL,
  "hash" text NOT NULL UNIQUE,
  "tokenizer_hash" text NOT NULL,
  "context_size" integer NOT NULL,
  "prepend_bos" boolean NOT NULL,
  "documents" integer NOT NULL,
  "sequences" integer NOT NULL,
  "content_tokens" bigint NOT NULL,
  "held_out_tokens" bigint NOT NULL,
  "settings" jsonb NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "document" (
  "corpus_id" integer NOT NULL REFERENCES "corpus" ("id") ON DELETE CASCADE,
  "index" integer NOT NULL,
  "name" text NOT NULL,
  "kind" text NOT NULL,
  "unit" text NOT NULL,
  "held_out" boolean NOT NULL,
  "tokens" integer NOT NULL,
  PRIMARY KEY ("corpus_id", "index")
);

CREATE TABLE "sequence" (
  "corpus_id" integer NOT NULL REFERENCES "corpus" ("id") ON DELETE CASCADE,
  "index" integer NOT NULL,
  "document_index" integer NOT NULL,
  "start" integer NOT NULL,
  "token_ids" integer[] NOT NULL,
  PRIMARY KEY ("corpus_id", "index")
);

CREATE TABLE "corpus_token" (
  "corpus_id" integer NOT NULL REFERENCES "corpus" ("id") ON DELETE CASCADE,
  "token_id" integer NOT NULL,
  "count" bigint NOT NULL,
  PRIMARY KEY ("corpus_id", "token_id")
);

CREATE TABLE "run" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "kind" text NOT NULL CHECK ("kind" IN ('analysis')),
  "title" text NOT NULL,
  "status" text NOT NULL DEFAULT 'queued'
    CHECK ("status" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  "settings" jsonb NOT NULL,
  "provenance" jsonb NOT NULL DEFAULT '{}',
  -- raised by a retry, so that jobs of an earlier attempt know that they are stale
  "attempt" integer NOT NULL DEFAULT 1,
  "error" text,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "started_at" timestamptz,
  "finished_at" timestamptz
);

CREATE TABLE "run_stage" (
  "run_id" integer NOT NULL REFERENCES "run" ("id") ON DELETE CASCADE,
  "name" text NOT NULL,
  "position" integer NOT NULL,
  "status" text NOT NULL DEFAULT 'waiting'
    CHECK ("status" IN ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
  "done" bigint NOT NULL DEFAULT 0,
  "total" bigint NOT NULL DEFAULT 0,
  -- done when the stage last started: a resumed stage's rate counts from here
  "done_at_start" bigint NOT NULL DEFAULT 0,
  "unit" text NOT NULL,
  "error" text,
  "started_at" timestamptz,
  "updated_at" timestamptz,
  "finished_at" timestamptz,
  PRIMARY KEY ("run_id", "name")
);

-- One row a unit of work of a fanned-out stage; a finished row makes a repeated job a no-op.
CREATE TABLE "run_part" (
  "run_id" integer NOT NULL REFERENCES "run" ("id") ON DELETE CASCADE,
  "stage" text NOT NULL,
  "part" integer NOT NULL,
  "size" bigint NOT NULL,
  "finished_at" timestamptz,
  PRIMARY KEY ("run_id", "stage", "part")
);

-- Mergeable shard summaries, one row a shard, dictionary and block of features; deleted after the merge.
CREATE TABLE "shard_summary" (
  "analysis_id" integer NOT NULL,
  "block" integer NOT NULL,
  "shard" integer NOT NULL,
  "bytes" bytea NOT NULL,
  PRIMARY KEY ("analysis_id", "block", "shard")
);

-- What stages hand on to later ones shard by shard: totals, chosen examples, interval counts. Deleted at the end.
CREATE TABLE "shard_data" (
  "analysis_id" integer NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('totals', 'choices', 'intervals')),
  "shard" integer NOT NULL,
  "bytes" bytea NOT NULL,
  PRIMARY KEY ("analysis_id", "kind", "shard")
);

CREATE TABLE "worker_lease" (
  "pool_id" text PRIMARY KEY,
  "host" text NOT NULL,
  "pid" integer NOT NULL,
  "beat_at" timestamptz NOT NULL
);

CREATE TABLE "analysis" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL REFERENCES "dictionary" ("id"),
  "run_id" integer NOT NULL REFERENCES "run" ("id"),
  "corpus_id" integer NOT NULL REFERENCES "corpus" ("id"),
  "status" text NOT NULL DEFAULT 'building' CHECK ("status" IN ('building', 'published', 'superseded')),
  "preview" boolean NOT NULL,
  -- the analysis covers sequences [0, sequences) of the corpus
  "sequences" integer NOT NULL,
  "content_tokens" bigint NOT NULL,
  "special_tokens" bigint NOT NULL,
  -- {l0, ceBase, ceZero, ceSae, ceRecovered, explainedVariance, deadFraction, heldOutTokens,
  --  medianDensity, densityHistogram {edges, counts}, relateTokens}
  "metrics" jsonb NOT NULL DEFAULT '{}',
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "published_at" timestamptz,
  "superseded_at" timestamptz,
  UNIQUE ("run_id", "dictionary_id")
);
ALTER TABLE "dictionary" ADD CONSTRAINT "dictionary_current_analysis_fk"
  FOREIGN KEY ("current_analysis_id") REFERENCES "analysis" ("id");

-- Scalars for browsing. NULL means unknown or undefined (a dead feature has no mean), never 0.
CREATE TABLE "feature_stat" (
  "analysis_id" integer NOT NULL,
  "index" integer NOT NULL,
  "count" bigint NOT NULL,
  "density" double precision NOT NULL,
  "max_activation" real NOT NULL,
  "mean_activation" real,
  "distinct_tokens" integer NOT NULL,
  "single_token_share" real,
  "encoder_bias" real,
  "encoder_norm" real NOT NULL,
  "decoder_norm" real NOT NULL,
  "encoder_decoder_cosine" real NOT NULL,
  "loss_effect" real,
  "top_tokens" integer[] NOT NULL,
  "promoted_tokens" integer[] NOT NULL,
  "sparkline" smallint[] NOT NULL,
  -- strongest example for the list: sequence, position
  "top_sequence" integer,
  "top_position" integer,
  -- the label shown: the newest by a person, else the rules'
  "label" text,
  "label_author" text,
  "label_score" real,
  PRIMARY KEY ("analysis_id", "index")
) PARTITION BY LIST ("analysis_id");
CREATE INDEX "feature_stat_density_idx" ON "feature_stat" ("analysis_id", "density", "index");
CREATE INDEX "feature_stat_max_idx" ON "feature_stat" ("analysis_id", "max_activation", "index");
CREATE INDEX "feature_stat_single_idx" ON "feature_stat" ("analysis_id", "single_token_share", "index");
CREATE INDEX "feature_stat_score_idx" ON "feature_stat" ("analysis_id", "label_score", "index");
CREATE INDEX "feature_stat_loss_idx" ON "feature_stat" ("analysis_id", "loss_effect", "index");
CREATE INDEX "feature_stat_mean_idx" ON "feature_stat" ("analysis_id", "mean_activation", "index");

-- Wide data of one feature, compact arrays.
CREATE TABLE "feature_detail" (
  "analysis_id" integer NOT NULL,
  "index" integer NOT NULL,
  "histogram_edges" real[] NOT NULL,
  "histogram_counts" integer[] NOT NULL,
  -- tokens by activation mass, at most 64
  "token_ids" integer[] NOT NULL,
  "token_counts" integer[] NOT NULL,
  "token_sums" double precision[] NOT NULL,
  "token_maxima" real[] NOT NULL,
  "activation_sum" double precision NOT NULL,
  -- interval k of 0…10: firings inside
  "interval_counts" bigint[] NOT NULL,
  "interval_loss_effects" real[] NOT NULL,
  "promoted_ids" integer[] NOT NULL,
  "promoted_values" real[] NOT NULL,
  "suppressed_ids" integer[] NOT NULL,
  "suppressed_values" real[] NOT NULL,
  "logit_edges" real[] NOT NULL,
  "logit_counts" integer[] NOT NULL,
  -- decoder coordinates in the neuron basis by absolute value: only at mlp.hook_post
  "aligned_neurons" integer[] NOT NULL,
  "aligned_weights" real[] NOT NULL,
  "aligned_l1_shares" real[] NOT NULL,
  "correlated_neurons" integer[] NOT NULL,
  "correlated_pearson" real[] NOT NULL,
  "correlated_cosine" real[] NOT NULL,
  -- nearest features of the same dictionary by decoder cosine
  "neighbour_indices" integer[] NOT NULL,
  "neighbour_cosines" real[] NOT NULL,
  PRIMARY KEY ("analysis_id", "index")
) PARTITION BY LIST ("analysis_id");

CREATE TABLE "example" (
  "analysis_id" integer NOT NULL,
  "index" integer NOT NULL,
  -- -1 top, -2 random, 0…10 intervals
  "group" smallint NOT NULL,
  "rank" smallint NOT NULL,
  "sequence" integer NOT NULL,
  "position" smallint NOT NULL,
  "repeats" integer NOT NULL,
  "activation" real NOT NULL,
  -- the feature over the whole sequence, silent positions left out
  "positions" smallint[] NOT NULL,
  "activations" real[] NOT NULL,
  "loss_effects" real[] NOT NULL,
  PRIMARY KEY ("analysis_id", "index", "group", "rank")
) PARTITION BY LIST ("analysis_id");

-- Per token the top 200 features. kind: 0 activation mass, 1 promotes, 2 suppresses.
CREATE TABLE "token_posting" (
  "analysis_id" integer NOT NULL,
  "token_id" integer NOT NULL,
  "kind" smallint NOT NULL CHECK ("kind" IN (0, 1, 2)),
  "features" integer[] NOT NULL,
  -- mass: summed activation; promotes, suppresses: logit weight
  "values" real[] NOT NULL,
  "counts" integer[] NOT NULL,
  "maxima" real[] NOT NULL,
  -- features with a non-zero statistic, of which the list keeps the first 200
  "total" integer NOT NULL,
  PRIMARY KEY ("analysis_id", "token_id", "kind")
) PARTITION BY LIST ("analysis_id");

-- Labels with their history: editing appends, the newest of an author that is not retired is current.
CREATE TABLE "label" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "text" text NOT NULL CHECK (length("text") BETWEEN 1 AND 280),
  "author_kind" text NOT NULL CHECK ("author_kind" IN ('person', 'rules', 'llm')),
  "author" text NOT NULL CHECK (length("author") BETWEEN 1 AND 80),
  -- NULL for people; a computed label is visible only while its analysis is current
  "analysis_id" integer,
  "hypothesis" jsonb,
  "score" real,
  "score_kind" text,
  "evidence" jsonb,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "retired_at" timestamptz,
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index"),
  CHECK (("author_kind" = 'person') = ("analysis_id" IS NULL))
);
CREATE INDEX "label_feature_idx" ON "label" ("dictionary_id", "index", "created_at");
CREATE INDEX "label_analysis_idx" ON "label" ("analysis_id");

-- The paper's rubric (at most 14 points), one row a person and feature, history kept by retired_at.
CREATE TABLE "annotation" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "annotator" text NOT NULL CHECK (length("annotator") BETWEEN 1 AND 80),
  "interpretation" text NOT NULL CHECK (length("interpretation") <= 2000),
  "confidence" smallint NOT NULL CHECK ("confidence" BETWEEN 0 AND 3),
  "activation_consistency" smallint NOT NULL CHECK ("activation_consistency" BETWEEN 0 AND 5),
  "logit_consistency" smallint NOT NULL CHECK ("logit_consistency" BETWEEN 0 AND 3),
  -- asked only when activations are inconsistent: do they split into separate meanings?
  "separation" smallint CHECK ("separation" BETWEEN 0 AND 1),
  "specificity" smallint NOT NULL CHECK ("specificity" BETWEEN 0 AND 3),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "retired_at" timestamptz,
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index")
);
CREATE UNIQUE INDEX "annotation_current_idx" ON "annotation" ("dictionary_id", "index", "annotator")
  WHERE "retired_at" IS NULL;
