import { createHash } from "node:crypto";
import { ReaderKind } from "../../access/reader-kind";
import type { ProviderKind } from "../../access/vault";
import type { MigrationEngine, Way } from "../asked";
import type { Migration } from "../migration";
import { MigrationProblem } from "../problem";
import type { NewReader, Readers } from "../readers";
import { Open, openIn, requireKept } from "../value";
import type { Value, Values } from "../value";
import { Names } from "./names";

/** What a program is for: a migration by one of its ways, or to take over what there is, as it is. */
export type Purpose = Way | "adoption";

/** What is written, in whatever language. */
export interface WrittenProgram {
  readonly account: string;
  readonly region: string;
  readonly engine: MigrationEngine;
  readonly purpose: Purpose;
  /** Whose the statements are: no other configuration has this name. */
  readonly owner: string;
  readonly secrets: readonly WrittenSecret[];
  readonly readers: readonly WrittenReader[];
  readonly providers: readonly WrittenProvider[];
  /** Addresses that Terraform is to forget. */
  readonly forgotten: readonly string[];
  readonly variables: readonly WrittenVariable[];
}

export interface WrittenSecret {
  /** The name by which the program calls it. */
  readonly key: string;
  readonly arn: string;
  /** `null` for the key of AWS. */
  readonly kmsKeyArn: Value;
  /** Whether its key is left alone: it is another account's, or nobody's access is to change. */
  readonly isKeyLeftAlone: boolean;
}

export interface WrittenReader extends Omit<NewReader, "roleArn"> {
  readonly key: string;
  readonly roleArn: Value;
}

export interface WrittenProvider {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly vendor?: string;
  readonly fields: Values;
  readonly custom?: Values;
  /** By member: the secret's key here, and its JSON key. */
  readonly references: Readonly<Record<string, { readonly secret: string; readonly jsonKey: string }>>;
  readonly readers: readonly string[];
  readonly tags: Value;
  /** Whether it is at AWS already, so that Terraform takes it over. */
  readonly isMade: boolean;
}

/** Something open, with the variable that asks for it. */
export interface WrittenVariable {
  readonly name: string;
  readonly open: Open;
}

/** A file to write, by its path below the folder. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

export interface FileOptions {
  /** Where Terraform finds the root module. */
  readonly module: string;
  /** For which engine a program is. */
  readonly edition: Edition;
}

/** CDKTF, or CDK Terrain: packages of both have the same names after that. */
export type Edition = "cdktf" | "cdktn";

/** A provider as it is to be written. */
export interface Wanted extends Pick<Migration, "address" | "content" | "found" | "isMade" | "name" | "secrets"> {
  readonly readers: Pick<Readers, "next">;
}

/**
 * What Terraform is to make. What is open in it becomes a variable without a default: without a value there is no plan.
 *
 * @throws MigrationProblem
 */
export function programOf(
  all: readonly Wanted[],
  { engine, purpose }: { readonly engine: MigrationEngine; readonly purpose: Purpose },
): WrittenProgram {
  const [first] = all;
  if (!first) throw new MigrationProblem("There is nothing to migrate: name a credential provider.");
  const { account, region } = first.found;
  const parts = new Parts(account.id, purpose === "adoption");
  const providers = all.map((one) => parts.provider(one));
  return {
    account: account.id,
    region: region.region,
    engine,
    purpose,
    owner: purpose === "adoption" ? adoptedAs(region.region, all) : migratedAs(providers.map(({ name }) => name)),
    secrets: parts.secrets,
    readers: parts.readers,
    providers,
    forgotten: all.flatMap(({ address }) => address ?? []),
    variables: parts.variables,
  };
}

/** What several providers share, each once and by a name of its own. */
class Parts {
  public readonly variables: WrittenVariable[] = [];
  private readonly variableNames = new Names();
  private readonly secretsByArn = new Map<string, WrittenSecret>();
  private readonly readersById = new Map<string, WrittenReader>();
  private readonly secretKeys = new Names();
  private readonly readerKeys = new Names();

  /** @param isAccessKept whether everybody has what they need, so that nothing is given */
  public constructor(
    private readonly account: string,
    private readonly isAccessKept: boolean,
  ) {}

  public get secrets(): readonly WrittenSecret[] {
    return [...this.secretsByArn.values()];
  }

  public get readers(): readonly WrittenReader[] {
    return [...this.readersById.values()];
  }

  public provider({ found, name, content, isMade, secrets, readers }: Wanted): WrittenProvider {
    const references = Object.entries(secrets).map(
      ([member, secret]) => [member, { secret: this.secret(secret).key, jsonKey: secret.jsonKey }] as const,
    );
    const own = this.readersOf(readers.next, name);
    this.ask(name, { ...content.fields, ...content.custom });
    this.ask(name, content.tags);
    const { fields, custom, tags, vendor } = content;
    requireKept(
      [fields, custom ?? {}, tags, ...references.map(([, { jsonKey }]) => jsonKey)],
      `what AWS has of ${name}`,
    );
    return {
      kind: found.kind,
      name,
      isMade,
      ...(vendor !== undefined && { vendor }),
      fields,
      ...(custom && { custom }),
      references: Object.fromEntries(references),
      readers: own.map(({ key }) => key),
      tags,
    };
  }

  private secret({ arn, name, account, kmsKeyArn }: Wanted["secrets"][string]): WrittenSecret {
    const known = this.secretsByArn.get(arn);
    if (known) return known;
    const made: WrittenSecret = {
      key: this.secretKeys.take(keyOf(name)),
      arn,
      kmsKeyArn:
        kmsKeyArn === undefined
          ? new Open("kms_key_arn", "string", `the ARN of the key of ${arn} (null: aws/secretsmanager)`, true)
          : kmsKeyArn,
      isKeyLeftAlone: this.isAccessKept || account !== this.account,
    };
    this.secretsByArn.set(arn, made);
    this.ask(made.key, made.kmsKeyArn);
    return made;
  }

  /** Who is not known is asked for, unless nobody gets anything. */
  private readersOf(next: readonly NewReader[], provider: string): WrittenReader[] {
    if (next.length > 0)
      return next.map((one) =>
        this.reader(`${one.kind} ${one.roleArn}`, one.roleArn.slice(one.roleArn.lastIndexOf("/") + 1), {
          ...one,
          isAttached: one.isAttached && !this.isAccessKept,
        }),
      );
    if (this.isAccessKept) return [];
    const roleArn = new Open(
      "role_arn",
      "string",
      `the ARN of the role that uses ${provider}: nobody was found who does`,
    );
    return [
      this.reader(`of ${provider}`, `reader-of ${provider}`, { roleArn, kind: ReaderKind.RUNTIME, isAttached: true }),
    ];
  }

  private reader(id: string, name: string, one: Omit<WrittenReader, "key">): WrittenReader {
    const known = this.readersById.get(id);
    if (known) return known;
    const made = { ...one, key: this.readerKeys.take(keyOf(name)) };
    this.readersById.set(id, made);
    this.ask(made.key, made.roleArn);
    return made;
  }

  private ask(name: string, value: Value): void {
    for (const open of openIn(value))
      if (!this.variables.some((one) => one.open === open))
        this.variables.push({ name: this.variableNames.take(`${identifier(name)}_${open.name}`), open });
  }
}

/** A name as a key that is an identifier. */
const keyOf = (name: string): string => name.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "") || "one";

const identifier = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, "_").replace(/^(?=\d)/, "_");

/** A name that no other configuration has, since no other has these providers. */
const adoptedAs = (region: string, all: readonly Wanted[]): string =>
  `adopted-${region}-${digest(all.map(({ found }) => found.provider.arn).join(" "))}`;

const LONGEST_OWNER = 60;

/** What is cut off is told by a digest. */
function migratedAs(names: readonly string[]): string {
  const whole = `migrate-${names.join("-")}`;
  if (whole.length <= LONGEST_OWNER) return whole;
  const end = digest(whole);
  return `${whole.slice(0, LONGEST_OWNER - end.length - 1)}-${end}`;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
