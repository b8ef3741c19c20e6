import type { Rule } from "../rule";
import { AGC001 } from "./AGC001";
import { AGC002 } from "./AGC002";
import { AGC003 } from "./AGC003";
import { AGC004 } from "./AGC004";
import { AGC005 } from "./AGC005";
import { AGC006 } from "./AGC006";
import { AGC007 } from "./AGC007";
import { AGC008 } from "./AGC008";
import { AGC009 } from "./AGC009";
import { AGC010 } from "./AGC010";
import { AGC011 } from "./AGC011";
import { AGC012 } from "./AGC012";
import { AGC013 } from "./AGC013";
import { AGC014 } from "./AGC014";
import { AGC015 } from "./AGC015";
import { AGC016 } from "./AGC016";
import { AGC017 } from "./AGC017";
import { AGC018 } from "./AGC018";
import { AGC019 } from "./AGC019";
import { AGC020 } from "./AGC020";
import { AGC021 } from "./AGC021";
import { AGC022 } from "./AGC022";
import { AGC023 } from "./AGC023";
import { AGC024 } from "./AGC024";
import { AGC025 } from "./AGC025";
import { AGC026 } from "./AGC026";
import { AGC027 } from "./AGC027";
import { AGC028 } from "./AGC028";
import { AGC029 } from "./AGC029";
import { AGC030 } from "./AGC030";

/** All rules, by ID. */
export const RULES: readonly Rule[] = [
  AGC001,
  AGC002,
  AGC003,
  AGC004,
  AGC005,
  AGC006,
  AGC007,
  AGC008,
  AGC009,
  AGC010,
  AGC011,
  AGC012,
  AGC013,
  AGC014,
  AGC015,
  AGC016,
  AGC017,
  AGC018,
  AGC019,
  AGC020,
  AGC021,
  AGC022,
  AGC023,
  AGC024,
  AGC025,
  AGC026,
  AGC027,
  AGC028,
  AGC029,
  AGC030,
];
