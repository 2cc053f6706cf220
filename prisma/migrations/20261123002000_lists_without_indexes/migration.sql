-- Lists are filtered and ordered in columns that a process keeps in memory; nothing asks for features by a statistic.
DROP INDEX "feature_stat_density_idx";
DROP INDEX "feature_stat_max_idx";
DROP INDEX "feature_stat_single_idx";
DROP INDEX "feature_stat_score_idx";
DROP INDEX "feature_stat_loss_idx";
DROP INDEX "feature_stat_mean_idx";
DROP INDEX "feature_stat_tags_idx";
