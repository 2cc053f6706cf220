-- A control is the model named here with the entries of each weight matrix shuffled: {"of", "ofHash", "seed"}.
ALTER TABLE "model" ADD COLUMN "shuffled" jsonb;
