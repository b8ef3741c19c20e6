import { requireKinds } from "./argument-kinds";
import type { Problem } from "./problem";
import { knownProblems } from "./rule";
import { SECRET_TYPE } from "./rules/agent-secret";
import { textProblems } from "./written-text";

/**
 * A type of managed external secret: Secrets Manager rotates it at the partner, without a function. What the secret holds
 * and what metadata its rotation needs, the partner's page says.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partners.html
 */
export class PartnerSecretType {
  /** BigID. */
  public static readonly BIGID_CLIENT_SECRET = new PartnerSecretType("BigIDClientSecret");
  /** Cisco Security Platform. */
  public static readonly CISCO_SECURITY_PLATFORM_API_KEY = new PartnerSecretType("CiscoSecurityPlatformApiKey");
  /** Confluent Cloud. */
  public static readonly CONFLUENT_CLOUD_API_KEY = new PartnerSecretType("ConfluentCloudApiKey");
  /** Databricks, a personal access token. */
  public static readonly DATABRICKS_PAT = new PartnerSecretType("DatabricksPAT");
  /** Databricks, the secret of a service principal. */
  public static readonly DATABRICKS_SP_SECRET = new PartnerSecretType("DatabricksSPSecret");
  /** Datadog, an API key. */
  public static readonly DATADOG_API_KEY = new PartnerSecretType("DatadogApiKey");
  /** Datadog, an application key. */
  public static readonly DATADOG_APPLICATION_KEY = new PartnerSecretType("DatadogApplicationKey");
  /** Datadog, the keys that rotate the others. */
  public static readonly DATADOG_ADMIN_KEY = new PartnerSecretType("DatadogAdminKey");
  /** GitLab. */
  public static readonly GITLAB_ACCESS_TOKEN = new PartnerSecretType("GitLabAccessToken");
  /** Jenkins. */
  public static readonly JENKINS_API_TOKEN = new PartnerSecretType("JenkinsApiToken");
  /** MongoDB Atlas, a service account. */
  public static readonly MONGODB_ATLAS_SERVICE_ACCOUNT = new PartnerSecretType("MongoDBAtlasServiceAccount");
  /** MongoDB Atlas, a database user. */
  public static readonly MONGODB_ATLAS_DATABASE_USER = new PartnerSecretType("MongoDBAtlasDatabaseUser");
  /** Netskope. */
  public static readonly NETSKOPE_API_TOKEN = new PartnerSecretType("NetskopeApiToken");
  /** Paddle. */
  public static readonly PADDLE_API_KEY = new PartnerSecretType("PaddleApiKey");
  /** Salesforce. */
  public static readonly SALESFORCE_CLIENT_SECRET = new PartnerSecretType("SalesforceClientSecret");
  /** Snowflake, a key pair. */
  public static readonly SNOWFLAKE_KEY_PAIR_AUTHENTICATION = new PartnerSecretType("SnowflakeKeyPairAuthentication");
  /** Snowflake, a programmatic access token. */
  public static readonly SNOWFLAKE_PAT = new PartnerSecretType("SnowflakePat");
  /** SonarQube. */
  public static readonly SONARQUBE_TOKEN = new PartnerSecretType("SonarQubeToken");

  /**
   * A type that AWS has added since.
   *
   * @param name as the list of partners has it
   */
  public static of(name: string): PartnerSecretType {
    requireKinds("PartnerSecretType.of", { name }, { name: SECRET_TYPE });
    return new PartnerSecretType(name);
  }

  /** @internal */
  public readonly _problems: readonly Problem[];

  private constructor(
    /** As AWS calls it. */
    public readonly name: string,
  ) {
    this._problems = [...textProblems({ secretType: name }), ...knownProblems(SECRET_TYPE, "secretType", name)];
  }
}
