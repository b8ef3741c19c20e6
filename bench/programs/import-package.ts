import { measureImport } from "./measure-import";

measureImport(["cdktf-agentcore-identity"]);
