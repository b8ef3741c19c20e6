import { createHash } from "node:crypto";
import { READER_NEEDS, ReaderKind } from "../../access/reader-kind";
import type { ProviderKind } from "../../access/vault";
import type { MigrationEngine } from "../asked";
import type { Migration } from "../migration";
import { MigrationProblem } from "../problem";
import type { NewReader, Readers } from "../readers";
import { Open, openIn, requireKept } from "../value";
import type { Value } from "../value";
import { Names } from "./names";
import type {
  Purpose,
  WrittenProgram,
  WrittenProvider,
  WrittenReader,
  WrittenSecret,
  WrittenVariable,
} from "./written";

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
  const parts = new Parts(account.id, kindsOf(all), purpose === "adoption");
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

  /**
   * @param kinds of roles by ARN
   * @param isAccessKept whether everybody has what they need, so that nothing is given
   */
  public constructor(
    private readonly account: string,
    private readonly kinds: ReadonlyMap<string, ReaderKind>,
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
        this.reader(one.roleArn, one.roleArn.slice(one.roleArn.lastIndexOf("/") + 1), {
          ...one,
          kind: this.kinds.get(one.roleArn) ?? one.kind,
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

/**
 * A role is written once. What uses one provider in its name tells what it is for the others, too; if that is not all
 * that it does, it is a runtime's, of which nothing more is known.
 */
function kindsOf(all: readonly Wanted[]): ReadonlyMap<string, ReaderKind> {
  const kinds = new Map<string, ReaderKind>();
  const uses = (arn: string): ProviderKind[] =>
    all.filter(({ readers }) => readers.next.some(({ roleArn }) => roleArn === arn)).map(({ found }) => found.kind);
  for (const { roleArn, kind } of all.flatMap(({ readers }) => readers.next)) {
    if (kind === ReaderKind.RUNTIME || kinds.has(roleArn)) continue;
    if (uses(roleArn).every((one) => READER_NEEDS[kind].uses.includes(one))) kinds.set(roleArn, kind);
    else kinds.set(roleArn, ReaderKind.RUNTIME);
  }
  return kinds;
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
