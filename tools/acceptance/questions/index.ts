import type { Question } from "../question";
import { calledVia } from "./called-via";
import { content } from "./content";
import { deletion } from "./deletion";
import { deployer } from "./deployer";
import { otherRegion } from "./other-region";
import { rotation } from "./rotation";
import { runtime } from "./runtime";
import { secretId } from "./secret-id";
import { servicePrincipal } from "./service-principal";
import { trail } from "./trail";
import { underscore } from "./underscore";

/** What nobody could tell without an account, in the order in which it was written down. */
export const QUESTIONS: readonly Question[] = [
  deployer,
  servicePrincipal,
  calledVia,
  content,
  secretId,
  otherRegion,
  rotation,
  deletion,
  runtime,
  underscore,
  trail,
];
