import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "./findings-catalogue";

/** Writes the catalogue of findings; a test says whether it is fresh. */
void catalogue().then((text) => writeFileSync(join(__dirname, "../docs/findings.md"), text));
