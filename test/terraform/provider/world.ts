import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonical, isRecord, text, type Value, type Values } from "./cty";
import { readSteering, type ExistingSecret, type Steering } from "./steering";

/** The names the world gives to things, when the steering file does not. */
const defaults = { account: "111122223333", partition: "aws", region: "us-east-1" };
/** What a secret holds when the steering file does not say. */
const defaultSecret = JSON.stringify({ client_secret: "stand-in-client-secret", api_key: "stand-in-api-key" });

export interface LogEntry {
  action: "create" | "update" | "destroy";
  type: string;
  id: string;
  values: Values;
}

/** What one file of the account holds. */
interface Kept {
  key: string;
  value: Value;
}

/**
 * The AWS account that the stand-in pretends to talk to: what the test's steering file says, and what earlier applies
 * left behind. Each object is a file of its own, because every aliased provider is a process of its own.
 */
export class World {
  private readonly folder: string | undefined;
  private loaded: Steering | undefined;

  constructor(private readonly steeringFile: string | undefined) {
    this.folder = steeringFile && dirname(steeringFile);
  }

  /** Read on first use, so that Terraform prints what is wrong with it. */
  get steering(): Steering {
    return (this.loaded ??= this.steeringFile ? readSteering(this.steeringFile) : {});
  }

  get account(): string {
    return this.steering.account ?? defaults.account;
  }

  get partition(): string {
    return this.steering.partition ?? defaults.partition;
  }

  get region(): string {
    return this.steering.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? defaults.region;
  }

  /** Without a steering file nothing is kept, so everything counts as existing. */
  get isKept(): boolean {
    return this.folder !== undefined;
  }

  find(type: string, key: string): Values | undefined {
    const kept = this.recall(`objects/${type}`, key);
    return isRecord(kept) ? kept : undefined;
  }

  list(type: string): Values[] {
    const folder = this.folder && join(this.folder, "objects", type);
    if (!folder || !existsSync(folder)) return [];
    const files = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Kept);
    return files.map(({ value }) => value).filter(isRecord);
  }

  put(type: string, key: string, values: Values): void {
    this.note(`objects/${type}`, key, values);
  }

  remove(type: string, key: string): void {
    if (this.folder) rmSync(this.path(`objects/${type}`, key), { force: true });
  }

  note(kind: string, key: string, value: Value): void {
    if (!this.folder) return;
    mkdirSync(join(this.folder, kind), { recursive: true });
    const kept: Kept = { key, value };
    writeFileSync(this.path(kind, key), JSON.stringify(kept));
  }

  recall(kind: string, key: string): Value | undefined {
    if (!this.folder) return undefined;
    try {
      return (JSON.parse(readFileSync(this.path(kind, key), "utf8")) as Kept).value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  log(entry: LogEntry): void {
    if (this.folder) appendFileSync(join(this.folder, "log.jsonl"), `${JSON.stringify(entry)}\n`);
  }

  /** A secret that the steering file knows, by ARN or by name. */
  steeredSecret(idOrName: string): { arn: string; secret: ExistingSecret } | undefined {
    const found = Object.entries(this.steering.secrets ?? {}).find(
      ([arn]) => arn === idOrName || nameOfSecret(arn) === idOrName,
    );
    return found && { arn: found[0], secret: found[1] };
  }

  /** The value of a secret: what an apply has put in, else what the steering file says. */
  secretString(id: string): string {
    const put = this.recall("secret-values", id);
    if (typeof put === "string") return put;
    const name = text(this.list("aws_secretsmanager_secret").find((one) => one.arn === id)?.name);
    const byHand = name === undefined ? undefined : this.steering.values?.[name];
    if (byHand !== undefined) return typeof byHand === "string" ? byHand : JSON.stringify(byHand);
    const steered = this.steeredSecret(id)?.secret.secretString;
    if (steered === undefined) return defaultSecret;
    return typeof steered === "string" ? steered : JSON.stringify(steered);
  }

  /** What a refresh finds, after the changes that the steering file makes behind Terraform's back. */
  drifted(type: string, values: Values): Values | null {
    const changes = (this.steering.drift ?? []).filter(
      (change) =>
        change.type === type &&
        Object.entries(change.where ?? {}).every(
          ([name, wanted]) => canonical(values[name] ?? null) === canonical(wanted),
        ),
    );
    if (changes.some((change) => change.gone)) return null;
    return Object.assign({}, values, ...changes.map((change) => change.set ?? {})) as Values;
  }

  private path(kind: string, key: string): string {
    const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
    return join(this.folder ?? "", kind, `${name}.json`);
  }
}

export function nameOfSecret(arn: string): string {
  return (arn.split(":secret:")[1] ?? arn).replace(/-[A-Za-z0-9]{6}$/, "");
}
