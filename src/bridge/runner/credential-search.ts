import type { Wait } from "./deadline";

/** A source of credentials: the line that the SDK logs when it turns to it, and how it is named to the user. */
interface Source {
  readonly line: RegExp;
  readonly wait: (profile: string) => Wait;
}

const SOURCES: readonly Source[] = [
  {
    line: /credential-provider-process - fromProcess/,
    wait: (profile) => ({
      what: `the credential_process of profile ${profile}`,
      fix: "Run its command by hand to see what it waits for: a password, a browser, a network.",
    }),
  },
  {
    line: /credential-provider-http - fromHttp|credential_source is EcsContainer/,
    wait: () => ({
      what: `the credential endpoint (${
        process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI === undefined
          ? "AWS_CONTAINER_CREDENTIALS_FULL_URI"
          : "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
      })`,
      fix: "Look whether that variable says where credentials really come from, and whether the service there runs; or set AWS_PROFILE.",
    }),
  },
  {
    line: /remoteProvider::fromInstanceMetadata|credential_source is Ec2InstanceMetadata/,
    wait: () => ({
      what: "the instance metadata service of EC2 (IMDS)",
      fix: "Set AWS_EC2_METADATA_DISABLED=true where there is none, and give credentials another way, such as AWS_PROFILE.",
    }),
  },
  {
    line: /credential-provider-sso - fromSSO/,
    wait: (profile) => ({
      what: `IAM Identity Center (SSO) for profile ${profile}`,
      fix: "Sign in with `aws sso login`, and look whether its Region and start address are reached from here.",
    }),
  },
  {
    line: /fromLoginCredentials/,
    wait: (profile) => ({
      what: `the login session of profile ${profile}`,
      fix: "Sign in with `aws login`, and look whether AWS's sign-in service is reached from here.",
    }),
  },
  {
    line: /credential-provider-web-identity - from(TokenFile|WebToken)/,
    wait: () => ({
      what: "AssumeRoleWithWebIdentity of the web identity's role",
      fix: "Look whether STS is reached from here: its endpoint, a proxy, a firewall.",
    }),
  },
];

const REACH_STS = "Look whether STS is reached from here: its endpoint, a proxy, a firewall.";

/**
 * Follows the SDK's search for credentials by the lines that its sources log. The SDK tries one source after the other
 * and tells nobody; its log is the only place that knows which of them is meant by "it hangs".
 */
export class CredentialSearch {
  private current: Wait = {
    what: "the shared configuration files",
    fix: "Look at AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.",
  };
  private profile = JSON.stringify(process.env.AWS_PROFILE ?? "default");
  /** Profiles whose role is assumed once the credentials of another profile are there. */
  private readonly assuming: string[] = [];

  /** @param warning where the SDK's warnings go */
  public constructor(public readonly warn: (warning: string) => void) {}

  /** What the search waits for. */
  public wait(): Wait {
    return this.current;
  }

  public debug(...words: readonly unknown[]): void {
    const line = words.join(" ");
    const role = /^ {4}(.+) is(?:AssumeRoleWithSource|CredentialSource)Profile (source_profile)?=?(.*)/.exec(line);
    if (role) {
      const [, profile = "", hasSource, source = ""] = role;
      this.assuming.push(JSON.stringify(profile));
      if (hasSource !== undefined) this.profile = JSON.stringify(source);
      return;
    }
    if (line.includes("client-sts::resolveRegion")) {
      const profile = this.assuming.pop();
      // A web identity's role is assumed by STS, too, and was named when it began.
      if (profile !== undefined)
        this.current = { what: `AssumeRole of the role_arn of profile ${profile}`, fix: REACH_STS };
      return;
    }
    const source = SOURCES.find((one) => one.line.test(line));
    if (source) this.current = source.wait(this.profile);
  }

  // The rest of what the SDK logs may hold credentials.
  public trace(): void {}
  public info(): void {}
  public error(): void {}
}
