import { parseKeyArn } from "../access/key-arn";
import { isProblem } from "../access/problem";
import type { Members } from "./provider-input";
import { ServiceError } from "./service-error";

/** The one token vault, `default`, and its key. */
export class TokenVault {
  private kmsConfiguration: Members = { keyType: "ServiceManagedKey" };
  private lastModifiedDate = new Date();

  public get(tokenVaultId: unknown = "default"): Members {
    if (tokenVaultId !== "default")
      throw new ServiceError("ResourceNotFoundException", `No token vault ${String(tokenVaultId)}`);
    return { tokenVaultId, kmsConfiguration: this.kmsConfiguration, lastModifiedDate: this.lastModifiedDate };
  }

  /** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SetTokenVaultCMK.html */
  public set({ tokenVaultId, kmsConfiguration }: Members): Members {
    this.get(tokenVaultId ?? "default");
    const { keyType, kmsKeyArn } = kmsConfiguration as { keyType: string; kmsKeyArn?: string };
    const isOwn = keyType === "CustomerManagedKey";
    if (
      isOwn !== (kmsKeyArn !== undefined) ||
      (kmsKeyArn !== undefined && isProblem(parseKeyArn(kmsKeyArn, "kmsKeyArn")))
    )
      throw new ServiceError(
        "ValidationException",
        "CustomerManagedKey takes the ARN of a key, ServiceManagedKey none",
      );
    this.kmsConfiguration = { keyType, ...(kmsKeyArn && { kmsKeyArn }) };
    this.lastModifiedDate = new Date();
    return this.get();
  }
}
