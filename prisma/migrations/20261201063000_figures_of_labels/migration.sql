-- Lists show what the score of a label is made of. Labels of older analyses have no such figures.
ALTER TABLE "feature_stat" ADD COLUMN "label_precision" real;
ALTER TABLE "feature_stat" ADD COLUMN "label_recall" real;
ALTER TABLE "feature_stat" ADD COLUMN "label_activation_share" real;
