import { isKnown, pieces } from "../known";

/** Characters of an event pattern; an account may have a higher quota. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const EVENT_PATTERN_CHARACTERS = 2_048;

/** What PutRule takes at all. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const EVENT_PATTERN_MOST = 4_096;

/** Rules of an event bus; an account may have a higher quota. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const RULES_OF_BUS = 300;

/** At least so long that one secret with some readers fits. */
export const EVENT_PATTERN_LEAST = 512;

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const TARGETS_OF_RULE = 5;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const FILTER_PATTERN_CHARACTERS = 1_024;

/** Of a log group. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const METRIC_FILTERS_OF_GROUP = 100;

/** Of one saved query. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html */
export const INSIGHTS_QUERY_CHARACTERS = 10_000;

/** How long a text may become that only Terraform knows: Terraform looks at the sum of them once more. */
const TOKEN_CHARACTERS = 128;

/** The length of a text, as far as it is known. */
export const textLength = (text: string): number =>
  isKnown(text)
    ? text.length
    : pieces(text).reduce((sum, piece, index) => sum + (index % 2 === 0 ? piece.length : TOKEN_CHARACTERS), 0);
