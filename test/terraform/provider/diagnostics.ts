/** What a provider tells Terraform: an error with a summary, a detail, and the argument that it is about. */
export interface Diagnostic {
  severity: 1 | 2;
  summary: string;
  detail: string;
  attribute?: { steps: Step[] };
}

export type Step = { attributeName: string } | { elementKeyInt: number };

/** A path such as `oauth2_provider_config[0].google_oauth2_provider_config[0].client_id`, as steps. */
export type Path = readonly (string | number)[];

export function toSteps(path: Path): Step[] {
  return path.map((step) => (typeof step === "number" ? { elementKeyInt: step } : { attributeName: step }));
}

export function printPath(path: Path): string {
  return path.reduce<string>((printed, step) => {
    if (typeof step === "number") return `${printed}[${step}]`;
    return printed ? `${printed}.${step}` : step;
  }, "");
}

export function failure(summary: string, detail: string, path?: Path): Diagnostic {
  return { severity: 1, summary, detail, ...(path?.length && { attribute: { steps: toSteps(path) } }) };
}

/** An answer of the service that the stand-in imitates: it ends the call that met it. */
export class ServiceError extends Error {
  constructor(
    readonly summary: string,
    detail: string,
  ) {
    super(detail);
  }
}
