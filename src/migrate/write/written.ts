import type { ProviderKind } from "../../access/vault";
import type { MigrationEngine, Way } from "../asked";
import type { NewReader } from "../readers";
import type { Open, Value, Values } from "../value";

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
