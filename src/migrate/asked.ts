/** Which of two ways a credential provider takes. */
export type Way = "same-name" | "second-name";

/** Which program makes it. */
export type MigrationEngine = "bridge" | "native";

/** A secret that the team owns, for a provider. */
export interface AskedSecret {
  /** As the user names the provider. */
  readonly provider: string;
  /** Which of its secrets, if it has several: `walletSecret`. */
  readonly member?: string;
  readonly secretArn: string;
  readonly jsonKey: string;
}

/** What a user wants. */
export interface Asked {
  /** Names, `KIND/NAME`s or ARNs. */
  readonly providers: readonly string[];
  readonly secrets: readonly AskedSecret[];
  readonly way: Way;
  /** New names, by the old ones as the user gives them. */
  readonly names: ReadonlyMap<string, string>;
  /** ARNs of the roles that should read. Empty: those who do now. */
  readonly readers: readonly string[];
  /** OAuth2 providers that no user has consented to. */
  readonly machines: ReadonlySet<string>;
  /** OAuth2 providers whose users may be asked again. */
  readonly consentAgain: ReadonlySet<string>;
  /** Addresses in Terraform of providers, by name: it is to forget them. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly engine: MigrationEngine;
}
