import type { ProviderKind } from "../../access/vault";
import type { Asked, MigrationEngine, Way } from "../asked";
import type { Migration } from "../migration";
import { MigrationProblem } from "../problem";
import { ReaderKind } from "../../access/reader-kind";
import type { NewReader } from "../readers";
import { Open, openIn, requireKept } from "../value";
import type { Value, Values } from "../value";

/** What is written, in whatever language. */
export interface WrittenProgram {
  readonly account: string;
  readonly region: string;
  readonly engine: MigrationEngine;
  readonly way: Way;
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
  /** Whether its policy and key are another account's. */
  readonly isElsewhere: boolean;
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
}

/**
 * What Terraform is to make. What is open in it becomes a variable without a default: without a value there is no plan.
 *
 * @throws MigrationProblem
 */
export function programOf(
  migrations: readonly Migration[],
  { engine, way }: Pick<Asked, "engine" | "way">,
): WrittenProgram {
  const [first] = migrations;
  if (!first) throw new MigrationProblem("There is nothing to migrate: name a credential provider.");
  const { account, region } = first.found;
  const variables: WrittenVariable[] = [];
  const ask = (name: string, value: Value): void => {
    for (const open of openIn(value))
      if (!variables.some((one) => one.open === open))
        variables.push({ name: `${identifier(name)}_${open.name}`, open });
  };
  const secrets = new Map<string, WrittenSecret>();
  const readers = new Map<string, WrittenReader>();
  const providers = migrations.map((migration): WrittenProvider => {
    const { found, name, content, isMade } = migration;
    const references = Object.entries(migration.secrets).map(([member, secret]) => {
      const {
        arn,
        kmsKeyArn = new Open("kms_key_arn", "string", `the ARN of the key of ${arn} (null: aws/secretsmanager)`, true),
      } = secret;
      const known = secrets.get(arn);
      const key = known?.key ?? freeKey(secret.name, [...secrets.values()]);
      if (!known) {
        secrets.set(arn, { key, arn, kmsKeyArn, isElsewhere: secret.account !== account.id });
        ask(key, kmsKeyArn);
      }
      return [member, { secret: key, jsonKey: secret.jsonKey }] as const;
    });
    const own = readersFor(migration, readers);
    own.forEach(({ key, roleArn }) => ask(key, roleArn));
    ask(name, { ...content.fields, ...content.custom });
    ask(name, content.tags);
    return {
      kind: found.kind,
      name,
      isMade,
      ...(content.vendor !== undefined && { vendor: content.vendor }),
      fields: content.fields,
      ...(content.custom && { custom: content.custom }),
      references: Object.fromEntries(references),
      readers: own.map(({ key }) => key),
      tags: content.tags,
    };
  });
  const program: WrittenProgram = {
    account: account.id,
    region: region.region,
    engine,
    way,
    owner: ownerOf(providers.map(({ name }) => name)),
    secrets: [...secrets.values()],
    readers: [...readers.values()],
    providers,
    forgotten: migrations.flatMap(({ address }) => address ?? []),
    variables,
  };
  for (const { fields, custom = {}, tags, references, name } of providers)
    requireKept(
      [fields, custom, tags, ...Object.values(references).map(({ jsonKey }) => jsonKey)],
      `what AWS has of ${name}`,
    );
  return program;
}

/** Who is not known is asked for. */
function readersFor({ readers: { next }, name }: Migration, all: Map<string, WrittenReader>): WrittenReader[] {
  const wanted: readonly (Omit<NewReader, "roleArn"> & { readonly roleArn: Value; readonly id: string })[] =
    next.length > 0
      ? next.map((one) => ({ ...one, id: one.roleArn }))
      : [
          {
            id: `of ${name}`,
            roleArn: new Open("role_arn", "string", `the ARN of the role that uses ${name}: nobody was found who does`),
            kind: ReaderKind.RUNTIME,
            isAttached: true,
          },
        ];
  return wanted.map(({ id, ...one }) => {
    const known = all.get(id);
    if (known) return known;
    const key = freeKey(typeof one.roleArn === "string" ? id.slice(id.lastIndexOf("/") + 1) : `reader-${id}`, [
      ...all.values(),
    ]);
    const made = { ...one, key };
    all.set(id, made);
    return made;
  });
}

/** A name that is an identifier and nobody else's. */
function freeKey(name: string, others: readonly { readonly key: string }[]): string {
  const stem = name.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "") || "one";
  const isTaken = (key: string): boolean => others.some((one) => one.key === key);
  let key = stem;
  for (let number = 2; isTaken(key); number++) key = `${stem}-${number}`;
  return key;
}

const identifier = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, "_").replace(/^(?=\d)/, "_");

const LONGEST_OWNER = 60;

const ownerOf = (names: readonly string[]): string => `migrate-${names.join("-")}`.slice(0, LONGEST_OWNER);
