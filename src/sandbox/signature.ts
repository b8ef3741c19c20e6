import { ServiceError } from "./service-error";

/** What the Authorization header of Signature Version 4 says. The signature itself is not computed again. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signatureOf(authorization: string | undefined): Signature {
  const scope =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=[^,]*host[^,]*, ?Signature=[0-9a-f]{64}$/.exec(
      authorization ?? "",
    );
  if (!scope) throw new ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const [, accessKeyId, region, service] = scope as unknown as [string, string, string, string];
  return { accessKeyId, region, service };
}
