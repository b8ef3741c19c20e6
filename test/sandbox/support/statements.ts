import { decryptSecret, readSecrets, useProviders } from "../../../src/access/statements";
import { KEY_ARN, SECRET_ARN } from "./world";

/** A statement of any account, not only of this package. */
export type AccountStatement = Readonly<Record<string, unknown>>;

const place = { partition: "aws", region: "us-east-1", account: "111122223333" };

/** What `grantUse` gives a reader of all three kinds of provider. */
export const agentStatements = (secretArn = SECRET_ARN, workload = "*"): AccountStatement[] =>
  [
    useProviders({ place, kind: "oauth2", workloadIdentities: [workload] }, ["google"]),
    useProviders({ place, kind: "apikey", workloadIdentities: [workload] }, ["weather"]),
    useProviders({ place, kind: "payment", workloadIdentities: [workload] }, ["wallet"]),
    readSecrets([secretArn]),
    decryptSecret({ secretArn, keyArn: KEY_ARN, region: "us-east-1", partition: "aws" }),
  ].map((statement, index) => ({ ...statement, Sid: `${statement.Sid}${index}` }));
