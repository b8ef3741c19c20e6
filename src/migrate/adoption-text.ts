import { count } from "../report/count";
import { safe } from "../report/safe";
import type { Adopted, LeftOut } from "./adoption";
import type { WrittenPlace } from "./adoption-files";
import { idOf } from "./found";
import { applyCommands } from "./steps/common";

/** What was written, what was not, and what its first plan will show. */
export function adoptionText(
  places: readonly WrittenPlace[],
  leftOut: readonly LeftOut[],
  { as, folder }: { readonly as: "cdktf" | "hcl"; readonly folder: string },
): string {
  return [
    ...places.flatMap((place) => placeLines(place, inside(folder, place.folder))),
    ...(places.length === 0
      ? ["Nothing was written: there is no credential provider that Terraform could take over."]
      : []),
    ...(leftOut.length === 0 ? [] : ["", "Left out:", ...leftOut.map(({ id, why }) => `  ${id}: ${why}`)]),
    ...places.slice(0, 1).flatMap((place) => nextLines(place, as, inside(folder, place.folder))),
    "",
  ]
    .map(safe)
    .join("\n");
}

const inside = (folder: string, place: string): string => (place === "" ? folder : `${folder}/${place}`);

function placeLines({ account, region, providers, program }: WrittenPlace, folder: string): string[] {
  return [
    `Terraform for ${count(providers.length, "credential provider")} in ${region} of account ${account} is in ${folder}.`,
    ...providers.flatMap(providerLines),
    ...(program.variables.length === 0
      ? []
      : [
          "Nobody told, so Terraform asks for it and makes no plan before it has it:",
          ...program.variables.map(({ name, open }) => `  ${name}: ${open.what}`),
        ]),
  ];
}

function providerLines(one: Adopted): string[] {
  const secrets = Object.values(one.secrets).map(({ arn, jsonKey }) => `${arn}#${jsonKey}`);
  const readers = one.readers.next.map(({ roleArn }) => roleArn);
  const others = one.readers.now.filter(({ leftOut }) => leftOut !== undefined);
  return [
    `  ${idOf(one.found)}: ${secrets.length > 0 ? [...new Set(secrets)].join(", ") : "no secret"}; ${readers.length > 0 ? `read by ${readers.join(", ")}` : "no reader is known"}`,
    ...one.renamed.map(
      (id) =>
        `    AWS has its secret as ${id}, the program has the ARN: if the apply ends in "inconsistent result", apply once more.`,
    ),
    ...(others.length > 0
      ? [
          `    can read, too, and is not written: ${others.map(({ arn, leftOut }) => `${arn} (${leftOut ?? ""})`).join(", ")}`,
        ]
      : []),
  ];
}

function nextLines({ program, providers }: WrittenPlace, as: "cdktf" | "hcl", folder: string): string[] {
  const isBridged = ({ found }: Adopted): boolean => found.kind === "payment" || program.engine === "bridge";
  const own = "Nothing at AWS is added or removed; terraform_data are Terraform's own notes.";
  return [
    "",
    "What its first plan shows:",
    ...(providers.every(isBridged)
      ? []
      : [
          `  An import of each, and one change in place: an import does not read client ID, source and secret, so the AWS provider sends them again, as they are. ${own}`,
        ]),
    ...(providers.some(isBridged)
      ? [
          `  Of what the bridge has, such as payment providers, new objects of Terraform's: its program takes over what is there, and marks it by the tag agentcore-identity:owner.`,
        ]
      : []),
    `  Who may read stays as it is: readers get no policy (${as === "hcl" ? "attach_policy = false" : "attachPolicy: false"}), secrets and keys none either. Take that out, role by role, where Terraform should give them what they need.`,
    "  Whoever applies needs secretsmanager:DescribeSecret and GetSecretValue on the secrets, and kms:Decrypt on their keys.",
    "",
    "Next:",
    "  If another Terraform state has one of them (terraform state list | grep credential_provider), let that forget it first, by a removed block with destroy = false.",
    ...[...applyCommands({ as, folder }), "terraform plan"].map((line) => `  ${line}`),
    "  The second plan is empty.",
    ...back(as),
  ];
}

/** From then on a destroy deletes them, whoever made them. */
function back(as: "cdktf" | "hcl"): string[] {
  const end = "terraform destroy deletes the credential providers; secrets and keys stay.";
  return as === "hcl"
    ? [
        "Back: put this in the place of the module block and its outputs, take imports.tf away and apply: Terraform forgets all of it and deletes nothing:",
        "  removed {",
        "    from = module.agentcore_identity",
        "    lifecycle {",
        "      destroy = false",
        "    }",
        "  }",
        end,
      ]
    : ["Back: terraform state rm $(terraform state list): Terraform forgets all of it and deletes nothing.", end];
}
