import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Provider } from "../../../src/sandbox/credential-providers";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import type { Value, Values } from "../provider/cty";
import type { Happening } from "../provider/hook";
import { World } from "../provider/world";
import type { Workspace } from "../workspace";

type Kind = "apikey" | "oauth2";

const KINDS: Readonly<Record<string, Kind>> = {
  aws_bedrockagentcore_oauth2_credential_provider: "oauth2",
  aws_bedrockagentcore_api_key_credential_provider: "apikey",
};

/**
 * Makes the sandbox the account that Terraform works on: what the stand-in of the AWS provider does, the sandbox does in
 * the same moment, or refuses. Before and after each of them somebody may look, as the agents' calls do.
 */
export class Delivery {
  /** What was done, in order. */
  public readonly done: string[] = [];
  /** Sees each change before and after it. */
  public look: (happening: Pick<Happening, "action" | "phase" | "type">) => Promise<void> = () => Promise.resolve();
  /** Whether the sandbox hears of it: not while a test makes what is there already. */
  public isHeard = true;
  private readonly server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => this.happen(JSON.parse(body) as Happening))
      .then(
        () => response.end(),
        (error: Error) => response.end(`${error.name}: ${error.message}`),
      );
  });

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly role: string,
    private readonly key: string,
  ) {}

  /**
   * @param role whose policies are those that Terraform makes
   * @param key whose grants are those
   */
  public static async start(sandbox: Sandbox, role: string, key: string): Promise<Delivery> {
    const delivery = new Delivery(sandbox, role, key);
    await once(delivery.server.listen(0, "127.0.0.1"), "listening");
    return delivery;
  }

  public get environment(): Record<string, string> {
    return { STAND_IN_HOOK: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  /** Terraform finds what the sandbox has. */
  public seed(workspace: Workspace): void {
    const world = new World(join(workspace.area.world, "world.json"));
    for (const [type, kind] of Object.entries(KINDS))
      for (const provider of this.sandbox.providers.list(kind))
        world.put(type, `us-east-1/${provider.name}`, toTerraform(kind, provider));
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async happen(happening: Happening): Promise<void> {
    const { phase, action, type, values } = happening;
    if (!this.isHeard) return;
    if (phase === "before") {
      const kind = KINDS[type];
      // So that the refusal comes before the stand-in has done anything.
      if (action === "create" && kind && this.sandbox.providers.list(kind).some(({ name }) => name === values.name))
        throw Object.assign(new Error(`${String(values.name)} already exists`), { name: "ConflictException" });
    } else this.change(happening);
    if (phase === "after") this.done.push(`${action} ${type}`);
    await this.look({ phase, action, type });
  }

  private change({ action, type, values }: Happening): void {
    const kind = KINDS[type];
    if (kind) this.changeProvider(kind, action, values);
    else if (type === "aws_iam_role_policy") {
      if (action === "destroy") this.sandbox.roles.deletePolicy(this.role, String(values.name));
      else this.sandbox.roles.putPolicy(this.role, String(values.name), JSON.parse(String(values.policy)));
    } else if (type === "aws_kms_grant") {
      const { grants } = this.sandbox.keys.of(this.key);
      const at = grants.findIndex(({ GrantId }) => GrantId === values.grant_id);
      if (at >= 0) grants.splice(at, 1);
      if (action !== "destroy")
        grants.push({
          GrantId: String(values.grant_id),
          KeyId: this.key,
          GranteePrincipal: String(values.grantee_principal),
          IssuingAccount: this.sandbox.account,
          Operations: values.operations as string[],
          CreationDate: new Date(0),
        });
    } else throw new Error(`the sandbox has no ${type}`);
  }

  private changeProvider(kind: Kind, action: Happening["action"], values: Values): void {
    const { providers } = this.sandbox;
    const name = String(values.name);
    const vendor = String(values.credential_provider_vendor ?? "");
    const tags = (values.tags ?? {}) as Record<string, string>;
    if (action === "destroy") providers.delete(kind, name);
    else if (action === "create") providers.create(kind, name, vendor, { ...contentOf(kind, values), tags });
    else {
      providers.update(kind, name, vendor, contentOf(kind, values));
      const found = providers.list(kind).find((one) => one.name === name);
      if (found) found.tags = tags;
    }
  }
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Blocks as the API has them: one of a list, without what is not there. */
function toApi(value: Value, name = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((one) => toApi(one));
    const isBlock = typeof items[0] === "object";
    return isBlock && !name.endsWith("_override") ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0))
      .map(([key, one]) => [
        key === "private_endpoint_override" ? "privateEndpointOverrides" : camel(key),
        key === "tags" ? one : toApi(one as Value, key),
      ]),
  );
}

interface Reference {
  secretId: string;
  jsonKey: string;
}

function contentOf(kind: Kind, values: Values): Pick<Provider, "config" | "secrets"> {
  if (kind === "apikey") {
    const { secretId, jsonKey } = toApi(values.api_key_secret_config ?? null) as Reference;
    return { config: {}, secrets: { apiKey: { source: "EXTERNAL", secretArn: secretId, jsonKey } } };
  }
  const [[member, content]] = Object.entries(
    toApi(values.oauth2_provider_config ?? null) as Record<string, Record<string, unknown>>,
  );
  const { clientSecretSource, clientSecretConfig, oauthDiscovery, ...rest } = content;
  // Of other vendors it is the service that knows where they are.
  const config = member === "customOauth2ProviderConfig" ? { ...rest, oauthDiscovery } : rest;
  const reference = clientSecretConfig as Reference | undefined;
  return {
    config: { $member: member, ...config },
    secrets: reference
      ? {
          clientSecret: {
            source: clientSecretSource as "EXTERNAL",
            secretArn: reference.secretId,
            jsonKey: reference.jsonKey,
          },
        }
      : {},
  };
}

/** What the stand-in keeps of a provider that somebody has made by hand. */
function toTerraform(kind: Kind, { name, arn, vendor, callbackUrl, tags, secrets, config }: Provider): Values {
  const common = { name, region: "us-east-1", credential_provider_arn: arn, tags, tags_all: tags };
  const [secret] = Object.values(secrets);
  const reference = secret?.jsonKey === undefined ? [] : [{ secret_id: secret.secretArn, json_key: secret.jsonKey }];
  const place = secret ? [{ secret_arn: secret.secretArn }] : [];
  if (kind === "apikey")
    return {
      ...common,
      api_key_secret_source: secret?.source ?? "MANAGED",
      api_key_secret_config: reference,
      api_key_secret_arn: place,
    };
  const { $member: member, clientId } = config as { $member: string; clientId: string };
  const block = { client_id: clientId, client_secret_source: secret?.source ?? null, client_secret_config: reference };
  return {
    ...common,
    credential_provider_vendor: vendor,
    callback_url: callbackUrl,
    client_secret_arn: place,
    oauth2_provider_config: [{ [snake(member)]: [block] }],
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
