import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { cache, providerSources, repository, schemas } from "./paths";

/** Terraform and OpenTofu look for `hashicorp/aws` under the name of their own registry. */
const registries = ["registry.terraform.io", "registry.opentofu.org"];
const goArchitectures: Partial<Record<string, string>> = { x64: "amd64", ia32: "386" };
const goPlatforms: Partial<Record<string, string>> = { win32: "windows" };

let ready: Promise<string> | undefined;

/** The configuration file that points Terraform at the stand-in providers; they are built when their sources changed. */
export function terraformConfigFile(): Promise<string> {
  return (ready ??= prepare());
}

async function prepare(): Promise<string> {
  const mirror = join(cache, "terraform-mirror", await hashOfSources());
  if (!existsSync(mirror)) await layOut(mirror);
  return join(mirror, "terraformrc");
}

/** Builds beside the final place and renames, so that another process sees all of the mirror or nothing. */
async function layOut(mirror: string): Promise<void> {
  const draft = `${mirror}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    const executable = join(draft, "provider");
    await bundle(executable);
    for (const file of await schemaFiles()) {
      for (const registry of registries) await place(draft, registry, file, executable);
    }
    await writeFile(
      join(draft, "terraformrc"),
      `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
    await rename(draft, mirror).catch((error: unknown) => {
      if (!existsSync(mirror)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function place(draft: string, registry: string, schemaFile: string, executable: string): Promise<void> {
  const match = /^([a-z]+)-([\d.]+)\.json$/.exec(schemaFile);
  if (!match) throw new Error(`${schemaFile}: a schema file is named NAME-VERSION.json`);
  const [, name, version] = match;
  const target = `${goPlatforms[platform()] ?? platform()}_${goArchitectures[arch()] ?? arch()}`;
  const folder = join(draft, registry, "hashicorp", name, version, target);
  await mkdir(folder, { recursive: true });
  const provider = join(folder, `terraform-provider-${name}_v${version}`);
  await copyFile(executable, provider);
  await chmod(provider, 0o755);
  await copyFile(join(schemas, schemaFile), join(folder, "schema.json"));
}

async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(providerSources, "main.ts")],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    loader: { ".proto": "text" },
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "error",
  });
}

async function schemaFiles(): Promise<string[]> {
  return (await readdir(schemas)).filter((file) => file.endsWith(".json")).sort();
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  // The stand-in decides with the package's own decision.
  const folders = [providerSources, ...["access", "decision", "sandbox"].map((name) => join(repository, "src", name))];
  const listed = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const sources = listed
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const others = (await schemaFiles()).map((file) => join(schemas, file));
  for (const file of [...sources, ...others, join(repository, "package-lock.json"), __filename]) {
    hash.update(file.slice(repository.length)).update(await readFile(file));
  }
  // The mirror's own address stands in its configuration file.
  return hash.update(cache).digest("hex").slice(0, 12);
}
